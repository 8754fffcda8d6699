namespace FunctionsConnector.Actions.Security;

/// <summary>An authenticated caller.</summary>
/// <param name="Name">The caller's name in the log.</param>
/// <param name="Systems">The target systems the caller may use; empty for all.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Systems)
{
    /// <summary>Whether it may make updates in the name of other people.</summary>
    public bool MayActAs { get; init; }

    public bool MayUse(string system) => Systems.Count == 0 || Systems.Contains(system, StringComparer.OrdinalIgnoreCase);
}

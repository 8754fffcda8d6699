namespace FunctionsConnector.Actions.Security;

/// <summary>Who calls, as an API key says.</summary>
/// <param name="Name">What the log calls them.</param>
/// <param name="Systems">The target systems they may use; empty for all.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Systems)
{
    public bool MayUse(string system) => Systems.Count == 0 || Systems.Contains(system, StringComparer.OrdinalIgnoreCase);
}

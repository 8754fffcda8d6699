namespace FunctionsConnector.Actions.Rendering;

/// <summary>The status of the process.</summary>
public sealed record StatusReply(string Name, string Status)
{
    /// <summary>What is degraded; absent where nothing is.</summary>
    public string? Detail { get; init; }
}

namespace FunctionsConnector.Actions.Rendering;

/// <summary>How the process is.</summary>
public sealed record StatusReply(string Name, string Status)
{
    /// <summary>What is wrong with something that it can do without for a while; absent where nothing is.</summary>
    public string? Detail { get; init; }
}

namespace FunctionsConnector.Rendering;

/// <summary>How the process is.</summary>
public sealed record StatusReply(string Name, string Status);

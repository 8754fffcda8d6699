namespace FunctionsConnector.Actions.Rendering;

/// <summary>A list for a picker.</summary>
/// <param name="Value">The entries, in a stable order.</param>
public sealed record ListReply<T>(IReadOnlyList<T> Value);

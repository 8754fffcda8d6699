namespace FunctionsConnector.Sandbox.Faults;

/// <summary>The calls to which a fault applies.</summary>
/// <param name="Method">HTTP method, any case; null for every method.</param>
/// <param name="PathFragment">Text that occurs in the path or query, any case; null for every path.</param>
public sealed record FaultMatch(string? Method = null, string? PathFragment = null)
{
    /// <summary>Every call.</summary>
    public static FaultMatch Any { get; } = new();

    internal bool Fits(string method, string pathAndQuery) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (PathFragment is null || pathAndQuery.Contains(PathFragment, StringComparison.OrdinalIgnoreCase));
}

namespace FunctionsConnector.Core.Coordination;

/// <summary>A row of the shared table.</summary>
/// <param name="Content">JSON, of 400,000 characters at most: a row of Azure Table Storage holds 1 MB.</param>
/// <param name="Expires">From when on nobody needs the row, by the clock of the table's service. An expired row may be deleted at any time.</param>
public sealed record SharedRow(string Content, DateTimeOffset Expires)
{
    /// <summary>The version that the next write must name; null for a row that is not in the table.</summary>
    public string? Version { get; init; }
}

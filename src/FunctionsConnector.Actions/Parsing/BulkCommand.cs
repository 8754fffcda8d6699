namespace FunctionsConnector.Actions.Parsing;

/// <summary>The body of a bulk update, parsed.</summary>
/// <param name="Entries">Its records, in their order.</param>
/// <param name="Verify">Whether to read the records back.</param>
/// <param name="ActAs">In whose name to update them; null for the connector's own account.</param>
/// <param name="QueuesRest">Whether records that were not started go on the queue.</param>
internal sealed record BulkCommand(IReadOnlyList<BulkEntry> Entries, bool Verify, string? ActAs, bool QueuesRest);

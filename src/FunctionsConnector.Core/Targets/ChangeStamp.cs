namespace FunctionsConnector.Core.Targets;

/// <summary>The vendor's own note in a record of its last change.</summary>
/// <param name="At">When, by the vendor's clock.</param>
/// <param name="By">The account's id; null where the record does not show it.</param>
public sealed record ChangeStamp(DateTimeOffset At, string? By);

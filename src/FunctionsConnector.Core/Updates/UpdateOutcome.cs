namespace FunctionsConnector.Core.Updates;

/// <summary>The outcome of an update.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="System">The target system's configured name.</param>
/// <param name="RecordType">The record type's id.</param>
/// <param name="RecordId">The record's id.</param>
/// <param name="Fields">The fields that the update named, with their new values.</param>
public sealed record UpdateOutcome(OutcomeKind Kind, string System, string RecordType, string RecordId, IReadOnlyList<FieldOutcome> Fields)
{
    /// <summary>Whether the update changed the record; null where the record was not read before, or not read back.</summary>
    public bool? Changed { get; init; }

    /// <summary>What the caller should know of it, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

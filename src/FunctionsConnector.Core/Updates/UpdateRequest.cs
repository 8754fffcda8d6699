using FunctionsConnector.Core.Updates.Bulk;

namespace FunctionsConnector.Core.Updates;

/// <summary>A caller's request to change one record, with names and values that are not resolved yet.</summary>
/// <param name="System">The target system's configured name.</param>
/// <param name="RecordType">The record type's id.</param>
/// <param name="RecordId">Digits or a GUID.</param>
/// <param name="Changes">At least one; no field twice.</param>
public sealed record UpdateRequest(string System, string RecordType, string RecordId, IReadOnlyList<RequestedChange> Changes)
{
    /// <summary>The update is made only while these fields have these values. JSON null stands for empty.</summary>
    public IReadOnlyList<RequestedChange> OnlyIf { get; init; } = [];

    /// <summary>Whether to read the record back after the vendor accepted the update.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>In whose name to make the update: an id, or what people call the person; null for the connector's own account.</summary>
    public string? ActAs { get; init; }

    /// <summary>Its position among queued updates; null for one that did not come through a queue.</summary>
    public QueuePosition? Position { get; init; }

    /// <summary>How long the caller has already waited. The update's time limits are shorter by this much.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>The bulk that it is part of; null for a single update.</summary>
    internal BulkMember? Member { get; init; }
}

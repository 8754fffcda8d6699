using System.Text.Json;

namespace FunctionsConnector.Core.Updates;

/// <summary>What a caller asks for: changes to one record, as yet in the caller's words.</summary>
/// <param name="System">The target system, as configured.</param>
/// <param name="RecordType">The record type's id.</param>
/// <param name="RecordId">Digits or a GUID.</param>
/// <param name="Changes">At least one; no field twice.</param>
public sealed record UpdateRequest(string System, string RecordType, string RecordId, IReadOnlyList<RequestedChange> Changes)
{
    /// <summary>The update is made only while these fields have these values. JSON null stands for empty.</summary>
    public IReadOnlyList<RequestedChange> OnlyIf { get; init; } = [];

    /// <summary>Whether to look at the record after the system said yes.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Its place among queued updates; null for one that is made at once.</summary>
    public QueuePlace? Place { get; init; }

    /// <summary>How long the caller has waited already, which is taken off the update's time.</summary>
    public TimeSpan Waited { get; init; }
}

/// <summary>One field and the value it is to have, in the caller's words.</summary>
/// <param name="Field">API name, label or id.</param>
/// <param name="Value">A JSON text, number, boolean or array of these; JSON null clears the field.</param>
public sealed record RequestedChange(string Field, JsonElement Value);

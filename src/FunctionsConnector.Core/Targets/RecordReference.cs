namespace FunctionsConnector.Core.Targets;

/// <summary>The address of a record: the configured system name, the record type's id, and the record's id.</summary>
public sealed record RecordReference(string System, string RecordType, string RecordId)
{
    /// <summary>
    /// The same for every spelling of the id, because the case of a GUID varies. System and record type are spelled as in the settings
    /// and the catalog.
    /// </summary>
    internal RecordReference Key => RecordId.AsSpan().ContainsAnyInRange('a', 'z') ? this with { RecordId = RecordId.ToUpperInvariant() } : this;
}

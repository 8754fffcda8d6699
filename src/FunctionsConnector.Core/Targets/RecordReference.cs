namespace FunctionsConnector.Core.Targets;

/// <summary>Which record: its target system as configured, the record type's id, and digits or a GUID.</summary>
public sealed record RecordReference(string System, string RecordType, string RecordId)
{
    /// <summary>
    /// The same however the id is written: a GUID may come in either case. System and record type are as the settings and the catalog
    /// have them.
    /// </summary>
    internal RecordReference Key => RecordId.AsSpan().ContainsAnyInRange('a', 'z') ? this with { RecordId = RecordId.ToUpperInvariant() } : this;
}

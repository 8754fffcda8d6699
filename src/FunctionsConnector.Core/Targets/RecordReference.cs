namespace FunctionsConnector.Core.Targets;

/// <summary>Which record: its target system as configured, the record type's id, and digits or a GUID.</summary>
public sealed record RecordReference(string System, string RecordType, string RecordId);

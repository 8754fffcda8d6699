namespace FunctionsConnector.Core.Reading;

/// <summary>A record for a caller, without empty fields.</summary>
public sealed record RecordView(string System, string RecordType, string RecordId, IReadOnlyList<FieldView> Fields);

namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>A copy of a record to which a PATCH is applied. It replaces the record only if all checks succeed.</summary>
internal sealed class RecordDraft(RecordState before, Dictionary<string, object?> fields, Dictionary<string, object?> userDefinedFields)
{
    private readonly HashSet<string> _sent = new(StringComparer.OrdinalIgnoreCase);

    public RecordState Before { get; } = before;

    public Dictionary<string, object?> Fields { get; } = fields;

    public Dictionary<string, object?> UserDefinedFields { get; } = userDefinedFields;

    public bool HasChanged { get; private set; }

    public object? this[string field] => Fields.GetValueOrDefault(field);

    public long? Number(string field) => this[field] as long?;

    /// <summary>Whether the caller sent a value that was applied.</summary>
    public bool IsSent(string field) => _sent.Contains(field);

    public bool IsChanged(string field) => !Equals(Before[field], this[field]);

    public void Set(string field, object? value)
    {
        _sent.Add(field);
        HasChanged |= !Equals(this[field], value);
        Fields[field] = value;
    }

    public void SetUserDefined(string field, object? value)
    {
        HasChanged |= !Equals(UserDefinedFields.GetValueOrDefault(field), value);
        UserDefinedFields[field] = value;
    }
}

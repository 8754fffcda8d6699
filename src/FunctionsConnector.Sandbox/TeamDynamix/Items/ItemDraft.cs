namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>A copy of an item to which a PATCH is applied.</summary>
internal sealed class ItemDraft(ItemState before, object?[] values, Dictionary<int, string> attributes)
{
    private readonly HashSet<string> _sent = new(StringComparer.OrdinalIgnoreCase);

    public ItemState Before { get; } = before;

    public ItemKind Kind => Before.Kind;

    public bool HasChanged { get; private set; }

    /// <summary>Whether the draft does not replace the item.</summary>
    public bool IsDiscarded { get; private set; }

    public object? this[string field] => values[Kind.Position(field)];

    public long Number(string field) => this[field] as long? ?? 0;

    public string Text(string field) => this[field] as string ?? "";

    public string Attribute(int id) => attributes.GetValueOrDefault(id, "");

    /// <summary>Whether the caller sent a value that was applied.</summary>
    public bool IsSent(string field) => _sent.Contains(field);

    public bool IsChanged(string field) => !IsSame(Before[field], this[field]);

    public void Set(FieldDefinition field, object? value)
    {
        _sent.Add(field.Name);
        HasChanged |= !IsSame(this[field.Name], value);
        Keep(field.Name, value);
    }

    public void SetAttribute(int id, string value)
    {
        HasChanged |= Attribute(id) != value;
        attributes[id] = value;
    }

    /// <summary>Sets a field that the vendor maintains.</summary>
    public void Keep(string field, object? value) => values[Kind.Position(field)] = value;

    public void Discard() => IsDiscarded = true;

    public ItemState ToState() => new(Kind, values, attributes);

    private static bool IsSame(object? one, object? other) =>
        one is IReadOnlyList<string> list && other is IReadOnlyList<string> others ? list.SequenceEqual(others) : Equals(one, other);
}

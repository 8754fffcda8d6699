using FunctionsConnector.Sandbox.TeamDynamix.Attributes;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>
/// The values of an item at one instant. Immutable. Values are <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/>,
/// text or a list of texts, null for empty; those of custom attributes are always text.
/// </summary>
internal sealed class ItemState(ItemKind kind, object?[] values, IReadOnlyDictionary<int, string> attributes)
{
    private volatile Written? _written;

    public ItemKind Kind { get; } = kind;

    /// <summary>Id of the item's application; 0 for none.</summary>
    public int App => (int)Number("AppID");

    public string Id => Convert.ToString(this[Kind.IdField], System.Globalization.CultureInfo.InvariantCulture)!;

    public object? this[string field] => Kind.Position(field) is >= 0 and var position ? At(position) : null;

    public object? At(int position) => Kind.Fields[position].Compute is { } compute ? compute(this) : values[position];

    public long Number(string field) => this[field] as long? ?? 0;

    public string Text(string field) => this[field] as string ?? "";

    public bool IsSet(string field) => this[field] is true;

    public string Attribute(int id) => attributes.GetValueOrDefault(id, "");

    public ItemDraft Edit() => new(this, [.. values], new(attributes));

    /// <summary>The JSON of the item. Serialized once, because an item is read more often than changed.</summary>
    public string Write(AttributeSet set)
    {
        if (_written is { } written && ReferenceEquals(written.Attributes, set))
        {
            return written.Text;
        }

        var text = ItemWriter.Write(this, set);
        _written = new(set, text);
        return text;
    }

    public string WriteWithoutAttributes() => ItemWriter.Write(this, null);

    private sealed record Written(AttributeSet Attributes, string Text);
}

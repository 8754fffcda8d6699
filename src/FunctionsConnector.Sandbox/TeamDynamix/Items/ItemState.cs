using FunctionsConnector.Sandbox.TeamDynamix.Attributes;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>
/// What an item holds at one moment; never changed once made. Values are <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/>,
/// text or a list of texts, null for empty; those of custom attributes are always text.
/// </summary>
internal sealed class ItemState(ItemKind kind, object?[] values, IReadOnlyDictionary<int, string> attributes)
{
    private volatile Written? _written;

    public ItemKind Kind { get; } = kind;

    /// <summary>Number of the application that holds the item; 0 for none.</summary>
    public int App => (int)Number("AppID");

    public string Id => Convert.ToString(this[Kind.IdField], System.Globalization.CultureInfo.InvariantCulture)!;

    public object? this[string field] => Kind.Place(field) is >= 0 and var place ? At(place) : null;

    public object? At(int place) => Kind.Fields[place].Follows is { } follows ? follows(this) : values[place];

    public long Number(string field) => this[field] as long? ?? 0;

    public string Text(string field) => this[field] as string ?? "";

    public bool IsSet(string field) => this[field] is true;

    public string Attribute(int id) => attributes.GetValueOrDefault(id, "");

    public ItemDraft Edit() => new(this, [.. values], new(attributes));

    /// <summary>The item as the API gives it. Written once, since an item is read more often than changed.</summary>
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

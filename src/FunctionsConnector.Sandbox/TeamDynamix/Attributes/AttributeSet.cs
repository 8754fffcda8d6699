using System.Text;
using System.Text.Json;

namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>The custom attributes of one kind of items and application. Immutable.</summary>
internal sealed class AttributeSet
{
    private readonly Dictionary<int, PreparedAttribute> _byId;
    private string? _list;

    public AttributeSet(IEnumerable<AttributeDefinition> definitions)
    {
        All = [.. definitions.Select(definition => new PreparedAttribute(definition))];
        _byId = All.ToDictionary(attribute => attribute.Id);
    }

    public IReadOnlyList<PreparedAttribute> All { get; }

    /// <summary>The JSON of all definitions, without values.</summary>
    public string List => _list ??= Write();

    public PreparedAttribute? Find(int id) => _byId.GetValueOrDefault(id);

    private string Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (var attribute in All)
            {
                attribute.Write(writer, "");
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}

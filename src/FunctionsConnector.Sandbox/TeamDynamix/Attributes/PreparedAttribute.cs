using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>A custom attribute with its choices already serialized: they are most of an item's JSON.</summary>
internal sealed class PreparedAttribute(AttributeDefinition definition)
{
    private const string ChoicesDate = "2024-09-02T08:15:30.25Z";

    private readonly JsonEncodedText _name = JsonEncodedText.Encode(definition.Name);
    private readonly byte[] _choices = Write(definition.Choices);

    public int Id => definition.Id;

    public AttributeDefinition Definition => definition;

    /// <summary>The choices as a JSON array.</summary>
    public string WrittenChoices => Encoding.UTF8.GetString(_choices);

    /// <summary>Writes the format of a live tenant.</summary>
    public void Write(Utf8JsonWriter writer, string value)
    {
        var valueText = definition.IsChoice ? NamesOf(value) : value;
        writer.WriteStartObject();
        writer.WriteNumber("ID", definition.Id);
        writer.WriteString("Name", _name);
        writer.WriteNumber("Order", 50);
        writer.WriteString("Description", "");
        writer.WriteNumber("SectionID", 0);
        writer.WriteNull("SectionName");
        writer.WriteString("FieldType", definition.FieldType);
        writer.WriteString("DataType", "String");
        writer.WritePropertyName("Choices");
        writer.WriteRawValue(_choices, skipInputValidation: true);
        writer.WriteBoolean("IsRequired", definition.IsRequired);
        writer.WriteBoolean("IsUpdatable", definition.IsUpdatable);
        writer.WriteString("Value", value);
        writer.WriteString("ValueText", valueText);
        writer.WriteString("ChoicesText", definition.IsChoice ? valueText : "");
        writer.WriteStartArray("AssociatedItemIDs");
        writer.WriteNumberValue(0);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public AttributeChoice? Find(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? definition.Choices.FirstOrDefault(choice => choice.Id == number)
        : null;

    private string NamesOf(string value) => value.Length == 0
        ? ""
        : string.Join(", ", value.Split(',').Select(id => Find(id)?.Name ?? id));

    private static byte[] Write(IReadOnlyList<AttributeChoice> choices) =>
        JsonSerializer.SerializeToUtf8Bytes(choices.Select((choice, order) => new
        {
            ID = choice.Id,
            choice.Name,
            choice.IsActive,
            DateCreated = ChoicesDate,
            DateModified = ChoicesDate,
            Order = order,
        }));
}

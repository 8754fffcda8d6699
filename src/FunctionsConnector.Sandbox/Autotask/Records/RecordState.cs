using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>
/// The values of a record at one instant. Immutable. Values are <see cref="long"/>, <see cref="decimal"/>,
/// <see cref="bool"/> or text; those of user-defined fields are always text, as the API returns them.
/// </summary>
internal sealed class RecordState
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, object?> _fields;
    private readonly Dictionary<string, object?> _userDefinedFields;
    private readonly bool _hasUserDefinedFields;
    private string? _item;

    public RecordState(EntityDefinition entity, Func<string, object?> value, Func<string, object?> userDefinedValue)
    {
        _fields = entity.Fields.ToDictionary(field => field.Name, field => value(field.Name), StringComparer.OrdinalIgnoreCase);
        _userDefinedFields = entity.UserDefinedFields.ToDictionary(field => field.Name, field => userDefinedValue(field.Name));
        _hasUserDefinedFields = entity.HasUserDefinedFields;
    }

    public RecordState(RecordDraft draft, bool hasUserDefinedFields)
    {
        _fields = draft.Fields;
        _userDefinedFields = draft.UserDefinedFields;
        _hasUserDefinedFields = hasUserDefinedFields;
    }

    /// <summary>The response body of a GET. Serialized once, because a record is read far more often than changed.</summary>
    public string ItemDocument => _item ??= $$"""{"item":{{Write(leavesOut: true)}}}""";

    public object? this[string field] => _fields.GetValueOrDefault(field);

    public object? UserDefined(string field) => _userDefinedFields.GetValueOrDefault(field);

    public long? Number(string field) => this[field] as long?;

    public RecordDraft Edit() => new(
        this,
        new(_fields, StringComparer.OrdinalIgnoreCase),
        new(_userDefinedFields));

    /// <summary>The same values for a new definition of the entity.</summary>
    public RecordState Reshape(EntityDefinition entity) => new(entity, field => this[field], UserDefined);

    public RecordState With(string field, object? value)
    {
        var draft = Edit();
        draft.Fields[field] = value;
        return new(draft, _hasUserDefinedFields);
    }

    public RecordState Apply(RecordDraft draft) => new(draft, _hasUserDefinedFields);

    /// <param name="leavesOut">Whether the user-defined fields are left out where none has a value (developer help, "User-defined fields").</param>
    public string Write(bool leavesOut = false)
    {
        using var stream = new MemoryStream(4096);
        using (var writer = new Utf8JsonWriter(stream, Json))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in _fields)
            {
                writer.WritePropertyName(name);
                WriteValue(writer, value);
            }

            if (_hasUserDefinedFields && !(leavesOut && _userDefinedFields.Values.All(value => value is null)))
            {
                WriteUserDefinedFields(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void WriteUserDefinedFields(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("userDefinedFields");
        foreach (var (name, value) in _userDefinedFields)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WritePropertyName("value");
            WriteValue(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }
}

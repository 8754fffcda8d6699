using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>Writes replies in camelCase and without null, because platforms check replies against the definition, which allows no null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(UpdateReply))]
[JsonSerializable(typeof(BulkReply))]
[JsonSerializable(typeof(PreviewReply))]
[JsonSerializable(typeof(QueuedReply))]
[JsonSerializable(typeof(RecordReply))]
[JsonSerializable(typeof(ListReply<SystemEntry>), TypeInfoPropertyName = "Systems")]
[JsonSerializable(typeof(ListReply<RecordTypeEntry>), TypeInfoPropertyName = "RecordTypes")]
[JsonSerializable(typeof(ListReply<FieldEntry>), TypeInfoPropertyName = "Fields")]
[JsonSerializable(typeof(ListReply<ChoiceEntry>), TypeInfoPropertyName = "Choices")]
[JsonSerializable(typeof(ListReply<ConnectionEntry>), TypeInfoPropertyName = "Connections")]
[JsonSerializable(typeof(StatusReply))]
public sealed partial class ReplyJson : JsonSerializerContext
{
    /// <summary>The reply's JSON text. A writer sets the encoder, because with an encoder in the options the generated code is not used.</summary>
    public static byte[] Write<T>(T reply, JsonTypeInfo<T> type)
    {
        var buffer = JsonBuffer.Take();
        JsonSerializer.Serialize(buffer.Writer, reply, type);
        return buffer.Written.ToArray();
    }
}

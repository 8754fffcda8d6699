using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>Writes replies: camelCase, and never a null, because platforms check replies against a definition that knows none.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(UpdateReply))]
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
    /// <summary>The reply's JSON text. Only a writer with an encoder of its own, not options with one, lets the generated code write it.</summary>
    public static byte[] Write<T>(T reply, JsonTypeInfo<T> type)
    {
        var buffer = JsonBuffer.Take();
        JsonSerializer.Serialize(buffer.Writer, reply, type);
        return buffer.Written.ToArray();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionsConnector.Rendering;

/// <summary>Writes replies: camelCase, and never a null, because platforms check replies against a definition that knows none.</summary>
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
    /// <summary>
    /// The one to use. Replies are read by people in run histories, so apostrophes and letters beyond ASCII stay as they are; they
    /// are sent as JSON that no browser sniffs, so nothing needs to be escaped for HTML.
    /// </summary>
    public static ReplyJson Text { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

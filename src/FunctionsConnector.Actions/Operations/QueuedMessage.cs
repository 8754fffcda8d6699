using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Operations;

/// <summary>The message of an update, with the caller's text: names and values are resolved again when it is processed.</summary>
internal static class QueuedMessage
{
    /// <summary>64 KiB as base64, the limit of a message.</summary>
    private const int MaxBytes = 48 * 1024;

    public static readonly Failure NoQueue = new(
        FailureCode.RouteNotFound,
        "Updates cannot be queued here, because no queue is configured. Use UpdateFields, or set Queue:ServiceUri or Queue:Connection in the connector's settings.");

    private static readonly Failure TooLarge = new(FailureCode.PayloadTooLarge, "The update is larger than 48 KB, the most that a message holds. Use UpdateFields, or send less.");

    /// <summary>The text of the message as the queue takes it, or the failure where it is too large.</summary>
    /// <param name="request">Names the system and the record type.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="body">The caller's object.</param>
    /// <param name="except">The properties of it that are not for the message.</param>
    /// <param name="whole">The options of the whole bulk, where the object is one of its records.</param>
    public static Result<string> Write(ActionRequest request, string recordId, JsonElement body, IReadOnlyList<string> except, BulkCommand? whole = null)
    {
        var message = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(message, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("system", request.System);
            writer.WriteString("recordType", request.RecordType);
            writer.WriteString("recordId", recordId);
            foreach (var property in body.EnumerateObject().Where(property => !except.Contains(property.Name)))
            {
                property.WriteTo(writer);
            }

            if (whole is not null)
            {
                writer.WriteBoolean("verify", whole.Verify);
                if (whole.ActAs is { } person)
                {
                    writer.WriteString("actAs", person);
                }
            }

            writer.WriteEndObject();
        }

        return message.WrittenCount <= MaxBytes ? Convert.ToBase64String(message.WrittenSpan) : TooLarge;
    }
}

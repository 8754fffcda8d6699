using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Operations;

/// <summary>
/// Puts an update on the queue, after the same checks as PreviewUpdate, so that a flow author learns of a wrong field at once. The
/// message has the caller's text: names and values are resolved again when the message is processed.
/// </summary>
internal sealed class QueueUpdateAction(Updater updater, ConfiguredQueues configured) : IAction
{
    /// <summary>64 KiB as base64, the limit of a message.</summary>
    private const int MaxBytes = 48 * 1024;

    private static readonly Failure NoQueue = new(
        FailureCode.RouteNotFound,
        "Updates cannot be queued here, because no queue is configured. Use UpdateFields, or set Queue:ServiceUri or Queue:Connection in the connector's settings.");

    private static readonly Failure TooLarge = new(FailureCode.PayloadTooLarge, "The update is larger than 48 KB, the most that a message holds. Use UpdateFields, or send less.");

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (configured.Queues is not { } queues)
        {
            return UpdateFailureReply.OfInvalidBody(NoQueue, request);
        }

        if (!UpdateFieldsBody.Read(request).Succeeded(out var command, out var failure))
        {
            return UpdateFailureReply.OfInvalidBody(failure, request);
        }

        if (Message(request) is not { Length: <= MaxBytes } message)
        {
            return UpdateFailureReply.Of(TooLarge, request, command);
        }

        if (!(await updater.PreviewAsync(command.ToUpdate(request), cancellationToken)).Succeeded(out _, out failure)
            || !(await queues.Updates.PutAsync(Convert.ToBase64String(message), expires: false, cancellationToken)).Succeeded(out var messageId, out failure))
        {
            return UpdateFailureReply.Of(failure, request, command);
        }

        return ActionReply.Ok(new QueuedReply(messageId), ReplyJson.Default.QueuedReply, "queued");
    }

    private static byte[] Message(ActionRequest request)
    {
        var body = JsonElement.Parse(JsonBody.TextOf(request).Span);
        var message = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(message, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("system", request.System);
            writer.WriteString("recordType", request.RecordType);
            writer.WriteString("recordId", request.RecordId);

            // failureMode is for this call only; the queue reports failures on its own queues.
            foreach (var property in body.EnumerateObject().Where(property => property.Name != "failureMode"))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return message.WrittenSpan.ToArray();
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;

namespace FunctionsConnector.Actions.Operations;

/// <summary>
/// Puts an update on the queue, after the same checks as PreviewUpdate, so that a flow author learns of a wrong field at once. The
/// message has the caller's own words: what they mean is looked up again when its turn comes.
/// </summary>
internal sealed class QueueUpdateAction(Updater updater, ConfiguredQueues configured) : IAction
{
    /// <summary>64 KiB of base64, which is the most a message may have.</summary>
    private const int MostBytes = 48 * 1024;

    private static readonly Failure NoQueue = new(
        FailureCode.RouteNotFound,
        "Updates cannot be queued here, because no queue is configured. Use UpdateFields, or set Queue:ServiceUri or Queue:Connection in the connector's settings.");

    private static readonly Failure TooLarge = new(FailureCode.PayloadTooLarge, "The update is larger than 48 KB, the most that a message holds. Use UpdateFields, or send less.");

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (configured.Queues is not { } queues)
        {
            return Updating.NotUnderstood(NoQueue, request);
        }

        if (!UpdateFieldsBody.Read(request).Succeeded(out var command, out var failure))
        {
            return Updating.NotUnderstood(failure, request);
        }

        if (Message(request) is not { Length: <= MostBytes } message)
        {
            return Updating.Failed(TooLarge, request, command);
        }

        if (!(await updater.PreviewAsync(Updating.ToDomain(request, command), cancellationToken)).Succeeded(out _, out failure)
            || !(await queues.Updates.PutAsync(Convert.ToBase64String(message), expires: false, cancellationToken)).Succeeded(out var messageId, out failure))
        {
            return Updating.Failed(failure, request, command);
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

            // How the caller wants to hear of failures is a matter of this call; the queue has its own ways.
            foreach (var property in body.EnumerateObject().Where(property => property.Name != "failureMode"))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return message.WrittenSpan.ToArray();
    }
}

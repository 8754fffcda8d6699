using System.Text.Json;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Operations;

/// <summary>
/// Puts an update on the queue, after the same checks as PreviewUpdate, so that a flow author learns of a wrong field at once.
/// </summary>
internal sealed class QueueUpdateAction(Updater updater, ConfiguredQueues configured) : IAction
{
    /// <summary>failureMode is for this call only; the queue reports failures on its own queues.</summary>
    private static readonly string[] OfThisCall = ["failureMode"];

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (configured.Queues is not { } queues)
        {
            return UpdateFailureReply.OfInvalidBody(QueuedMessage.NoQueue, request);
        }

        if (!UpdateFieldsBody.Read(request).Succeeded(out var command, out var failure))
        {
            return UpdateFailureReply.OfInvalidBody(failure, request);
        }

        var body = JsonElement.Parse(JsonBody.TextOf(request).Span);
        if (!QueuedMessage.Write(request, request.RecordId!, body, OfThisCall).Succeeded(out var message, out failure)
            || !(await updater.PreviewAsync(command.ToUpdate(request), cancellationToken)).Succeeded(out _, out failure)
            || !(await queues.Updates.PutAsync(message, expires: false, cancellationToken)).Succeeded(out var messageId, out failure))
        {
            return UpdateFailureReply.Of(failure, request, command);
        }

        return ActionReply.Ok(new QueuedReply(messageId), ReplyJson.Default.QueuedReply, "queued");
    }
}

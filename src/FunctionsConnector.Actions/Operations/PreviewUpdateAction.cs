using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Returns the request that an update would send. Only reads from the vendor.</summary>
public sealed class PreviewUpdateAction(Updater updater) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (!UpdateFieldsBody.Read(request).Succeeded(out var command, out var failure))
        {
            return UpdateFailureReply.OfInvalidBody(failure, request);
        }

        return (await updater.PreviewAsync(command.ToUpdate(request), cancellationToken)).Succeeded(out var preview, out failure)
            ? ActionReply.Ok(PreviewReply.Of(preview), ReplyJson.Default.PreviewReply, "previewed")
            : UpdateFailureReply.Of(failure, request, command);
    }
}

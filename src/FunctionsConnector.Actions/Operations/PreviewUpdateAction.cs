using FunctionsConnector.Core.Updates;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Rendering;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Says what an update would send, and sends nothing that writes.</summary>
public sealed class PreviewUpdateAction(Updater updater) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (!UpdateFieldsBody.Read(request).Succeeded(out var command, out var failure))
        {
            return Updating.NotUnderstood(failure, request);
        }

        return (await updater.PreviewAsync(Updating.ToDomain(request, command), cancellationToken)).Succeeded(out var preview, out failure)
            ? ActionReply.Ok(PreviewReply.Of(preview), ReplyJson.Default.PreviewReply, "previewed")
            : Updating.Failed(failure, request, command);
    }
}

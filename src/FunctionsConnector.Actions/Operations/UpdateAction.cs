using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Sets and clears fields of a record.</summary>
/// <param name="updater">Makes the update.</param>
/// <param name="readBody">Reads the body of the operation.</param>
internal sealed class UpdateAction(Updater updater, Func<ActionRequest, Result<UpdateCommand>> readBody) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (!readBody(request).Succeeded(out var command, out var failure))
        {
            return UpdateFailureReply.OfInvalidBody(failure, request);
        }

        if (!(await updater.UpdateAsync(command.ToUpdate(request), cancellationToken)).Succeeded(out var outcome, out failure))
        {
            return UpdateFailureReply.Of(failure, request, command);
        }

        var reply = UpdateReply.Of(outcome, request.RequestId);
        return ActionReply.Ok(reply, ReplyJson.Default.UpdateReply, reply.Outcome);
    }
}

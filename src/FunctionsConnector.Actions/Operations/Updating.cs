using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Rendering;

namespace FunctionsConnector.Actions.Operations;

/// <summary>What the actions that update have in common once they have understood their bodies.</summary>
internal static class Updating
{
    public static async Task<ActionReply> RunAsync(Updater updater, ActionRequest request, UpdateCommand command, CancellationToken cancellationToken)
    {
        if (!(await updater.UpdateAsync(ToDomain(request, command), cancellationToken)).Succeeded(out var outcome, out var failure))
        {
            return Failed(failure, request, command);
        }

        var reply = UpdateReply.Of(outcome, request.RequestId);
        return ActionReply.Ok(reply, ReplyJson.Default.UpdateReply, reply.Outcome);
    }

    public static UpdateRequest ToDomain(ActionRequest request, UpdateCommand command) =>
        new(request.System!, request.RecordType!, request.RecordId!, command.Changes)
        {
            OnlyIf = command.Options.OnlyIf,
            Verify = command.Options.Verify,
            Position = request.Place,
            Waited = request.Waited,
        };

    /// <summary>A body that could not be understood.</summary>
    public static ActionReply NotUnderstood(Failure failure, ActionRequest request) => Refused(failure with { System = request.System }, request);

    /// <summary>A request that is refused before its body is understood, in the way that the body asks for where it can be read.</summary>
    public static ActionReply Refused(Failure failure, ActionRequest request) =>
        UpdateOptions.WantsFailuresAsOutput(request) ? ActionReply.AsOutput(failure, request.RequestId) : ActionReply.Of(failure, request.RequestId);

    public static ActionReply Failed(Failure failure, ActionRequest request, UpdateCommand command) =>
        command.Options.FailuresAreOutput ? ActionReply.AsOutput(failure, request.RequestId) : ActionReply.Of(failure, request.RequestId);
}

using FunctionsConnector.Core.Updates;
using FunctionsConnector.Actions.Parsing;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Sets or clears one field of a record.</summary>
public sealed class UpdateFieldAction(Updater updater) : IAction
{
    public Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        UpdateFieldBody.Read(request).Succeeded(out var command, out var failure)
            ? Updating.RunAsync(updater, request, command, cancellationToken)
            : Task.FromResult(Updating.NotUnderstood(failure, request));
}

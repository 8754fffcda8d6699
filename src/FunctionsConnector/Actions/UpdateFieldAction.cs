using FunctionsConnector.Core.Updates;
using FunctionsConnector.Parsing;

namespace FunctionsConnector.Actions;

/// <summary>Sets or clears one field of a record.</summary>
public sealed class UpdateFieldAction(Updater updater) : IAction
{
    public Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        UpdateFieldBody.Read(request).Succeeded(out var command, out var failure)
            ? Updating.RunAsync(updater, request, command, cancellationToken)
            : Task.FromResult(Updating.NotUnderstood(failure, request));
}

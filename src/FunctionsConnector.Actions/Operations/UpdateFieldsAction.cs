using FunctionsConnector.Core.Updates;
using FunctionsConnector.Actions.Parsing;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Sets and clears any number of fields of a record.</summary>
public sealed class UpdateFieldsAction(Updater updater) : IAction
{
    public Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        UpdateFieldsBody.Read(request).Succeeded(out var command, out var failure)
            ? Updating.RunAsync(updater, request, command, cancellationToken)
            : Task.FromResult(Updating.NotUnderstood(failure, request));
}

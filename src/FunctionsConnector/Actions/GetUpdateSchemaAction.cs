using FunctionsConnector.Core.Targets;
using FunctionsConnector.Rendering;

namespace FunctionsConnector.Actions;

/// <summary>Describes the writable fields of a record type as a JSON schema, from which designers make a form.</summary>
public sealed class GetUpdateSchemaAction(TargetSystems systems) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        (await CatalogLookup.FindAsync(systems, request, cancellationToken)).Succeeded(out var catalog, out var failure)
            ? new ActionReply(200, UpdateSchema.Render(catalog), "ok")
            : ActionReply.Of(failure, request.RequestId);
}

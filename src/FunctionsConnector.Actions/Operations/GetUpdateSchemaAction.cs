using System.Runtime.CompilerServices;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Describes the writable fields of a record type as a JSON schema, from which designers make a form.</summary>
public sealed class GetUpdateSchemaAction(TargetSystems systems) : IAction
{
    // Writing the schema of 200 fields takes five times as long as the rest of the reply, and it changes only with the catalog.
    private readonly ConditionalWeakTable<FieldCatalog, ActionReply> _written = [];

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        (await CatalogLookup.FindAsync(systems, request, cancellationToken)).Succeeded(out var catalog, out var failure)
            ? _written.GetValue(catalog, static catalog => new ActionReply(200, UpdateSchema.Render(catalog), "ok"))
            : ActionReply.Of(failure, request.RequestId);
}

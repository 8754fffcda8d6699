using System.Runtime.CompilerServices;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Describes the fields of a record type as JSON schemas, from which designers make a form or offer outputs.</summary>
/// <param name="systems">The configured systems.</param>
/// <param name="render">Writes the reply for a catalog. The zone is that of date-times without an offset.</param>
public sealed class SchemaAction(TargetSystems systems, Func<FieldCatalog, TimeZoneInfo, ReadOnlyMemory<byte>> render) : IAction
{
    // Writing the schema of 200 fields takes five times as long as the rest of the reply, and it changes only with the catalog.
    private readonly ConditionalWeakTable<FieldCatalog, ActionReply> _written = [];

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        (await CatalogLookup.FindAsync(systems, request, cancellationToken)).Succeeded(out var catalog, out var failure)
            ? _written.TryGetValue(catalog, out var written) ? written : Write(request, catalog)
            : ActionReply.Of(failure, request.RequestId);

    private ActionReply Write(ActionRequest request, FieldCatalog catalog)
    {
        var zone = systems.Settings.First(system => string.Equals(system.Name, request.System, StringComparison.OrdinalIgnoreCase)).TimeZone;
        return _written.GetValue(catalog, key => new ActionReply(200, render(key, zone), "ok"));
    }
}

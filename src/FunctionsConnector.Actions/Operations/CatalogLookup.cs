using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Finds the catalog of the record type that a request names.</summary>
internal static class CatalogLookup
{
    public static async Task<Result<FieldCatalog>> FindAsync(TargetSystems systems, ActionRequest request, CancellationToken cancellationToken)
    {
        if (!systems.Find(request.System!).Succeeded(out var system, out var failure))
        {
            return failure;
        }

        var catalog = await system.GetCatalogAsync(request.RecordType!, cancellationToken);
        return catalog.Failure is { } missing ? WithSystem(missing, system) : catalog;
    }

    /// <summary>The failure, with the name of the system that caused it.</summary>
    public static Failure WithSystem(Failure failure, ITargetSystem system) =>
        failure.System is null ? failure with { System = system.Settings.Name } : failure;
}

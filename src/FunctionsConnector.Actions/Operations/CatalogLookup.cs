using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Finds the catalog that a request is about.</summary>
internal static class CatalogLookup
{
    public static async Task<Result<FieldCatalog>> FindAsync(TargetSystems systems, ActionRequest request, CancellationToken cancellationToken)
    {
        if (!systems.Find(request.System!).Succeeded(out var system, out var failure))
        {
            return failure;
        }

        var catalog = await system.GetCatalogAsync(request.RecordType!, cancellationToken);
        return catalog.Failure is { } missing ? Of(system, missing) : catalog;
    }

    /// <summary>The failure, with the system it is about.</summary>
    public static Failure Of(ITargetSystem system, Failure failure) =>
        failure.System is null ? failure with { System = system.Settings.Name } : failure;
}

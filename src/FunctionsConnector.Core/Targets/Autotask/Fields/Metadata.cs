using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Targets.Autotask.Dialect;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.Autotask.Fields;

/// <summary>Caches Autotask's descriptions of entities and fields.</summary>
internal sealed class Metadata(TargetSystemSettings settings, TargetSystemServices services, Gateway gateway)
{
    private const string All = "EntityInformation";

    private readonly SingleFlightCache<string, FieldCatalog> _catalogs = Cache<FieldCatalog>(settings, services, "catalog");
    private readonly SingleFlightCache<string, IReadOnlyList<RecordType>> _recordTypes = Cache<IReadOnlyList<RecordType>>(settings, services, "record_types");

    // Every update asks for a catalog, so the delegate is created once.
    private Func<string, CancellationToken, Task<Result<FieldCatalog>>>? _fetchCatalog;

    public ValueTask<Result<FieldCatalog>> GetCatalogAsync(Route route, CancellationToken cancellationToken) =>
        _catalogs.GetAsync(route.Entity, _fetchCatalog ??= FetchCatalogAsync, cancellationToken);

    public ValueTask<Result<FieldCatalog>> GetNewerCatalogAsync(FieldCatalog seen, CancellationToken cancellationToken) =>
        _catalogs.GetNewerAsync(seen.RecordType.Id, seen, FetchCatalogAsync, cancellationToken);

    public Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken) =>
        _recordTypes.GetAsync(All, (_, token) => FetchRecordTypesAsync(token), cancellationToken).AsTask();

    private async Task<Result<FieldCatalog>> FetchCatalogAsync(string entity, CancellationToken cancellationToken)
    {
        // Both at once only where an update waits for them. Else the two calls that the vendor allows at a time would both hang with the
        // metadata, and no update that uses the expired catalog could be sent.
        var fetchingInfo = FetchAsync(entity, $"{entity}/entityInformation", cancellationToken);
        if (_catalogs.CanServe(entity))
        {
            await fetchingInfo;
        }

        var standard = await FetchAsync(entity, $"{entity}/entityInformation/fields", cancellationToken);
        var info = await fetchingInfo;
        if (!info.Succeeded(out var described, out var failure) || !standard.Succeeded(out var fields, out failure))
        {
            return failure;
        }

        var description = EntityDescription.Read(described);
        JsonElement? custom = null;
        if (description.HasUserDefinedFields)
        {
            if (!(await FetchAsync(entity, $"{entity}/entityInformation/userDefinedFields", cancellationToken)).Succeeded(out var userDefined, out failure))
            {
                return failure;
            }

            custom = userDefined;
        }

        return new FieldCatalog(new RecordType(entity, Names.Label(entity)), FieldJson.Read(entity, description, fields, custom));
    }

    private async Task<Result<IReadOnlyList<RecordType>>> FetchRecordTypesAsync(CancellationToken cancellationToken)
    {
        var offered = Routes.ByEntity.Values.Where(route => settings.Offers(route.Entity)).OrderBy(route => route.Entity, StringComparer.Ordinal);
        var answer = await FetchAsync(All, All, cancellationToken);
        if (!answer.Succeeded(out var all, out var failure) && failure.Code != FailureCode.RecordTypeNotFound)
        {
            return failure;
        }

        // Some versions of the API have no list of all entities (404), or one of another shape. Then every entity with a route is offered.
        var described = failure is null ? EntityDescription.ReadAll(all).ToList() : [];
        var updatable = described.Count > 0 ? described.Where(one => one.CanUpdate).Select(one => one.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) : null;
        return Result.From<IReadOnlyList<RecordType>>(
        [
            .. offered
                .Where(route => updatable is null || updatable.Contains(route.Entity) || updatable.Contains(Names.Singular(route.Entity)))
                .Select(route => new RecordType(route.Entity, Names.Label(route.Entity))),
        ]);
    }

    private async Task<Result<JsonElement>> FetchAsync(string endpoint, string path, CancellationToken cancellationToken)
    {
        if (!(await gateway.GetAsync(endpoint, path, cancellationToken)).Succeeded(out var reply, out var failure))
        {
            return failure;
        }

        // For an unknown entity the web server returns its own HTML page, as a gateway does while the API is away.
        if (reply is VendorReply.Response { Status: 404, IsPage: true } page && (await gateway.GetVersionAsync(cancellationToken)).Value is not VendorReply.Response { IsSuccess: true, IsPage: false })
        {
            return Responses.Unavailable(settings, page);
        }

        return reply is VendorReply.Response { Status: 404 }
            ? new Failure(FailureCode.RecordTypeNotFound, $"{settings.DisplayName} does not know the record type '{endpoint}'.") { VendorStatus = 404 }
            : Responses.Read(settings, reply, services.Time.GetUtcNow(), $"to describe {endpoint}");
    }

    private static SingleFlightCache<string, T> Cache<T>(TargetSystemSettings settings, TargetSystemServices services, string what)
        where T : notnull =>
        new(services.Timing.CatalogAge, services.Timing.StaleCatalogAge, services.Time, new CacheName(settings.Name, what));
}

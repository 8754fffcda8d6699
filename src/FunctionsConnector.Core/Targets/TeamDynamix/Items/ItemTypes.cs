using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>The record types of a tenant, from its applications. Configuration items are in the applications of assets.</summary>
internal sealed class ItemTypes(TeamDynamixApi api, TargetSystemSettings settings, Timing timing, TimeProvider time)
{
    private readonly SingleFlightCache<string, IReadOnlyList<RecordType>> _types =
        new(timing.CatalogAge, timing.StaleCatalogAge, time, new CacheName(settings.Name, "record_types"));

    public ValueTask<Result<IReadOnlyList<RecordType>>> ListAsync(CancellationToken cancellationToken) =>
        _types.GetAsync(string.Empty, (_, token) => FetchAsync(token), cancellationToken);

    /// <summary>The record type with this id or label, in any case, or <see cref="FailureCode.RecordTypeNotFound"/>.</summary>
    public async ValueTask<Result<RecordType>> FindAsync(string recordType, CancellationToken cancellationToken)
    {
        if (!(await ListAsync(cancellationToken)).Succeeded(out var types, out var failure))
        {
            return failure;
        }

        if (Find(types, recordType) is { } known)
        {
            return known;
        }

        // An application may have been added since.
        if (!(await _types.GetNewerAsync(string.Empty, types, (_, token) => FetchAsync(token), cancellationToken)).Succeeded(out types, out failure))
        {
            return failure;
        }

        return Find(types, recordType) is { } found
            ? found
            : new Failure(
                FailureCode.RecordTypeNotFound,
                Labelled(types, recordType) is { Count: > 1 } several
                    ? $"{Presentation.Quote(recordType)} fits several record types: {Presentation.List(several.Select(type => type.Id))}. Use the id of one."
                    : $"There is no record type {Presentation.Quote(recordType)}. Record types: {Presentation.List(types.Select(type => type.Id))}.");
    }

    /// <summary>Asks TeamDynamix without the cache.</summary>
    public async Task<Result<IReadOnlyList<RecordType>>> FetchAsync(CancellationToken cancellationToken) =>
        (await api.ListAsync("api/applications", "applications", "the list of applications", cancellationToken)).Map(Read);

    private static RecordType? Find(IReadOnlyList<RecordType> types, string recordType) =>
        types.FirstOrDefault(type => string.Equals(type.Id, recordType, StringComparison.OrdinalIgnoreCase))
        ?? (Labelled(types, recordType) is [var one] ? one : null);

    private static List<RecordType> Labelled(IReadOnlyList<RecordType> types, string label) =>
        [.. types.Where(type => string.Equals(type.Label, label.Trim(), StringComparison.OrdinalIgnoreCase))];

    private IReadOnlyList<RecordType> Read(JsonElement applications)
    {
        var types = applications.EnumerateArray()
            .Where(app => app.ValueKind == JsonValueKind.Object && app.Flag("Active") is not false && app.Number("AppID") is not null)
            .SelectMany(app => ItemKind.All
                .Where(kind => kind.AppClass is not null && string.Equals(kind.AppClass, app.Text("AppClass"), StringComparison.OrdinalIgnoreCase))
                .Select(kind => new ItemType(kind, app.Number("AppID")).ToRecordType(app.Text("Name") ?? "Unnamed")))
            .Concat(ItemKind.All.Where(kind => kind.AppClass is null).Select(kind => new ItemType(kind, null).ToRecordType(string.Empty)));
        return [.. types.DistinctBy(type => type.Id).Where(type => settings.Offers(type.Id))];
    }
}

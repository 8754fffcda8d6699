using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>The record types of a tenant, from its applications. Configuration items are in the applications of assets.</summary>
internal sealed class ItemTypes
{
    private readonly TeamDynamixApi _api;
    private readonly TargetSystemSettings _settings;
    private readonly RecordTypes _types;

    public ItemTypes(TeamDynamixApi api, TargetSystemSettings settings, Timing timing, TimeProvider time)
    {
        (_api, _settings) = (api, settings);
        _types = new RecordTypes(FetchAsync, settings, timing, time);
    }

    public ValueTask<Result<IReadOnlyList<RecordType>>> ListAsync(CancellationToken cancellationToken) => _types.ListAsync(cancellationToken);

    /// <summary>See <see cref="RecordTypes.FindAsync"/>.</summary>
    public ValueTask<Result<RecordType>> FindAsync(string recordType, CancellationToken cancellationToken) => _types.FindAsync(recordType, cancellationToken);

    /// <summary>Asks TeamDynamix without the cache.</summary>
    public async Task<Result<IReadOnlyList<RecordType>>> FetchAsync(CancellationToken cancellationToken) =>
        (await _api.ListAsync("api/applications", "applications", "the list of applications", cancellationToken)).Map(Read);

    private IReadOnlyList<RecordType> Read(JsonElement applications)
    {
        var types = applications.EnumerateArray()
            .Where(app => app.ValueKind == JsonValueKind.Object && app.Flag("Active") is not false && app.Number("AppID") is not null)
            .SelectMany(app => ItemKind.All
                .Where(kind => kind.AppClass is not null && string.Equals(kind.AppClass, app.Text("AppClass"), StringComparison.OrdinalIgnoreCase))
                .Select(kind => new ItemType(kind, app.Number("AppID")).ToRecordType(app.Text("Name") ?? "Unnamed")))
            .Concat(ItemKind.All.Where(kind => kind.AppClass is null).Select(kind => new ItemType(kind, null).ToRecordType(string.Empty)));
        return [.. types.DistinctBy(type => type.Id).Where(type => _settings.Offers(type.Id))];
    }
}

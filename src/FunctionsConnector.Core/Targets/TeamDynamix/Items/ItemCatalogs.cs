using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using FunctionsConnector.Core.Targets.TeamDynamix.Tokens;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>Caches the fields of each record type: the standard ones, and the tenant's custom attributes and choices.</summary>
/// <param name="settings">The system's settings.</param>
/// <param name="api">The Web API.</param>
/// <param name="types">The record types.</param>
/// <param name="timing">How long a catalog is current.</param>
/// <param name="time">The clock.</param>
internal sealed class ItemCatalogs(TargetSystemSettings settings, TeamDynamixApi api, ItemTypes types, Timing timing, TimeProvider time)
{
    private readonly SingleFlightCache<string, ItemCatalog> _catalogs =
        new(timing.CatalogAge, timing.StaleCatalogAge, time, new CacheName(settings.Name, "catalog"));
    private readonly ConditionalWeakTable<FieldCatalog, ItemCatalog> _byFields = [];
    private readonly TimeZoneInfo _zone = settings.ServerTimeZone ?? settings.TimeZone;

    // Only the key-based administrator may change people.
    private readonly bool _isKeyBased = Credentials.Of(settings) == Credentials.KeyBased;

    public async ValueTask<Result<ItemCatalog>> GetAsync(string recordType, CancellationToken cancellationToken) =>
        (await types.FindAsync(recordType, cancellationToken)).Succeeded(out var type, out var failure)
            ? await _catalogs.GetAsync(type.Id, (_, token) => FetchAsync(type, token), cancellationToken)
            : failure;

    /// <summary>See <see cref="Targets.ITargetSystem.GetNewerCatalogAsync"/>.</summary>
    public ValueTask<Result<ItemCatalog>> GetNewerAsync(FieldCatalog seen, CancellationToken cancellationToken) =>
        _catalogs.GetNewerAsync(seen.RecordType.Id, Of(seen), (_, token) => FetchAsync(seen.RecordType, token), cancellationToken);

    /// <summary>The catalog of fields that <see cref="GetAsync"/> returned.</summary>
    public ItemCatalog Of(FieldCatalog fields) => _byFields.TryGetValue(fields, out var catalog)
        ? catalog
        : throw new ArgumentException("The fields are not of this system.", nameof(fields));

    private async Task<Result<ItemCatalog>> FetchAsync(RecordType recordType, CancellationToken cancellationToken)
    {
        var type = ItemType.Parse(recordType.Id)!;
        var attributes = FetchAttributesAsync(type, cancellationToken);
        var lists = type.Kind.Fields.Where(field => field.ChoicesFrom is not null).ToDictionary(
            field => field.Name,
            field => FetchListAsync(type, field, cancellationToken));
        await Task.WhenAll([attributes, .. lists.Values]);
        if (!(await attributes).Succeeded(out var custom, out var failure))
        {
            return failure;
        }

        var choices = new Dictionary<string, JsonElement>();
        foreach (var (name, list) in lists)
        {
            if ((await list).Succeeded(out var json, out failure))
            {
                choices[name] = json;
            }
            else if (!IsUnavailable(failure))
            {
                return failure;
            }
        }

        var standard = type.Kind.Fields.Select(field =>
            Complete(type, field.ToField(choices.TryGetValue(field.Name, out var list) ? ChoiceList.Read(list) : null)));
        var fields = new FieldCatalog(
            recordType,
            [.. standard, .. CustomAttributes.Read(custom, type.Kind.Fields).Select(field => Complete(type, field))]);
        var catalog = new ItemCatalog(fields, choices.TryGetValue(TicketFields.Status, out var statuses) ? RequireDate(statuses) : []);
        _byFields.Add(fields, catalog);
        return catalog;
    }

    private Task<Result<JsonElement>> FetchAttributesAsync(ItemType type, CancellationToken cancellationToken) => api.ListAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"api/attributes/custom?componentId={type.Kind.Component}&associatedTypeId=0&appId={type.App ?? 0}"),
        "attributes/custom",
        $"the list of custom attributes of {type.Kind.Plural}",
        cancellationToken);

    private Task<Result<JsonElement>> FetchListAsync(ItemType type, StandardField field, CancellationToken cancellationToken) => api.ListAsync(
        string.Create(CultureInfo.InvariantCulture, $"api/{type.App}/{field.ChoicesFrom}"),
        field.ChoicesFrom!,
        $"the list of choices of {field.Label}",
        cancellationToken);

    private Field Complete(ItemType type, Field field) => Restrict(type, field) with
    {
        // A stamp whose name says so is in UTC, whether it has an offset or not.
        Zone = field.Type == FieldType.DateTime && field.Name.EndsWith("Utc", StringComparison.Ordinal) ? TimeZoneInfo.Utc : _zone,
    };

    private Field Restrict(ItemType type, Field field) => type.Kind == ItemKind.Person && !_isKeyBased && field.IsWritable
        ? field with
        {
            IsWritable = false,
            ReadOnlyReason = $"{field.Label} cannot be changed: TeamDynamix lets only the key-based administrator (secrets BeId and WebServicesKey) change people.",
        }
        : field;

    /// <summary>Where the account or build does not get a list, the field accepts any id.</summary>
    private static bool IsUnavailable(Failure failure) => failure.VendorStatus is 400 or 401 or 403 or 404 or 405;

    private static FrozenSet<string> RequireDate(JsonElement statuses) => statuses.EnumerateArray()
        .Where(status => status.ValueKind == JsonValueKind.Object && status.Flag("RequireGoesOffHold") is true)
        .Select(status => status.Number("ID")?.ToString(CultureInfo.InvariantCulture))
        .OfType<string>()
        .ToFrozenSet();
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.Profiles.Fields;

/// <summary>Caches the record types of a system and the fields of each.</summary>
internal sealed class ProfileCatalogs
{
    private readonly Profile _profile;
    private readonly ProfileApi _api;
    private readonly ProfileTypes _types;
    private readonly SingleFlightCache<string, ProfileCatalog> _catalogs;
    private readonly ConditionalWeakTable<FieldCatalog, ProfileCatalog> _byFields = [];

    public ProfileCatalogs(Profile profile, TargetSystemSettings settings, ProfileApi api, Timing timing, TimeProvider time)
    {
        (_profile, _api) = (profile, api);
        _types = new ProfileTypes(profile, settings, api, timing, time);
        _catalogs = new(timing.CatalogAge, timing.StaleCatalogAge, time, new CacheName(settings.Name, "catalog"));
    }

    public ValueTask<Result<IReadOnlyList<RecordType>>> ListTypesAsync(CancellationToken cancellationToken) => _types.ListAsync(cancellationToken);

    public async ValueTask<Result<FieldCatalog>> GetAsync(string recordType, CancellationToken cancellationToken) =>
        (await _types.FindAsync(recordType, cancellationToken)).Succeeded(out var type, out var failure)
            ? (await _catalogs.GetAsync(type.Id, (_, token) => FetchAsync(type, token), cancellationToken)).Map(catalog => catalog.Fields)
            : failure;

    /// <summary>See <see cref="ITargetSystem.GetNewerCatalogAsync"/>.</summary>
    public async ValueTask<Result<FieldCatalog>> GetNewerAsync(FieldCatalog seen, CancellationToken cancellationToken) =>
        (await _catalogs.GetNewerAsync(seen.RecordType.Id, Of(seen), (_, token) => FetchAsync(seen.RecordType, token), cancellationToken)).Map(catalog => catalog.Fields);

    /// <summary>The catalog of fields that <see cref="GetAsync"/> returned.</summary>
    public ProfileCatalog Of(FieldCatalog fields) => _byFields.TryGetValue(fields, out var catalog)
        ? catalog
        : throw new ArgumentException("The fields are not of this system.", nameof(fields));

    private async Task<Result<ProfileCatalog>> FetchAsync(RecordType recordType, CancellationToken cancellationToken)
    {
        var type = _types.Of(recordType);
        var asked = new Dictionary<string, Task<ListReply>>(StringComparer.Ordinal);
        var calls = _profile.Fields.Calls.Select(call => ListAsync(type, call.Url, call.Items, call.Next, $"the list of fields of {type.Label}", asked, cancellationToken)).ToList();
        var lists = _profile.Choices.Select(call => ListAsync(type, call.Url, call.Items, call.Next, $"the list of choices of {type.Label}", asked, cancellationToken)).ToList();
        await Task.WhenAll([.. calls, .. lists]);

        var fields = _profile.Fields.Known.Select(field => (Field: field, Place: default(JsonPath))).ToList();
        for (var index = 0; index < calls.Count; index++)
        {
            if (!(await calls[index]).Items.Succeeded(out var items, out var failure))
            {
                return failure;
            }

            var call = _profile.Fields.Calls[index];
            fields.AddRange(items.Select(item => FieldDescriptions.Field(_profile, call, item)).Where(field => field is not null).Select(field => field!.Value));
        }

        var choices = new Dictionary<string, List<Choice>>(StringComparer.Ordinal);
        for (var index = 0; index < lists.Count; index++)
        {
            var list = await lists[index];
            if (list.Items.Succeeded(out var items, out var failure))
            {
                DescribedFields.AddMissing(choices, _profile.Choices[index], items);
            }
            else if (!list.IsRefusal)
            {
                return failure;
            }

            // Where the account does not get a list, the field accepts any id.
        }

        for (var index = 0; index < calls.Count; index++)
        {
            if (_profile.Fields.Calls[index] is { Type: null } members && (await calls[index]).Items.Value is { } items)
            {
                fields = DescribedFields.Only(fields, members, items);
            }
        }

        var named = fields.DistinctBy(one => one.Field.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var catalog = new FieldCatalog(recordType, named.Select(one => Complete(one.Field, choices)));
        var result = new ProfileCatalog(type, catalog, [.. named.Select(one => (one.Place ?? _profile.Read.Value).Of(one.Field.Name))]) { Id = _profile.Read.Id.Of(type) };
        _byFields.Add(catalog, result);
        return result;
    }

    private Field Complete(Field field, Dictionary<string, List<Choice>> choices)
    {
        field = field with { Zone = TimeZoneInfo.Utc, Choices = field.Choices ?? choices.GetValueOrDefault(field.Name) };
        if (field is { Type: FieldType.Boolean, Choices: { } both })
        {
            // The id of a choice becomes the value, and a boolean's values are true and false.
            field = field with { Choices = [.. both.Select(choice => choice with { Id = _profile.Values.Booleans?.Read(choice.Id) ?? choice.Id })] };
            if (!field.Choices.All(choice => choice.Id is "true" or "false"))
            {
                return field with { IsWritable = false, ReadOnlyReason = $"{field.Label} cannot be changed: it is a boolean, and one of its choices has another id than true and false." };
            }
        }

        if (_profile.Update is { Dialect: BodyDialect.Merge, Within.Tokens: [], Constants: var constants } && constants.ContainsKey(field.Name))
        {
            return field with { IsWritable = false, ReadOnlyReason = $"{field.Label} cannot be changed: the profile sends it with every update." };
        }

        if (_profile is { Update.Dialect: BodyDialect.Merge, Concurrency: Concurrency.VersionField { Path: var path } } && path.Tokens.SequenceEqual([.. _profile.Update.Within.Tokens, field.Name]))
        {
            return field with { IsWritable = false, ReadOnlyReason = $"{field.Label} cannot be changed: it is the version of the record." };
        }

        // The choices of a list are joined by commas inside the connector.
        return field is { AllowsMultiple: true, Choices: { } several } && several.Any(choice => choice.Id.Contains(',', StringComparison.Ordinal))
            ? field with { IsWritable = false, ReadOnlyReason = $"{field.Label} cannot be changed: one of its choices has a comma in its id." }
            : field;
    }

    /// <summary>The items of a call; none where the record type lacks a value that its URL takes. Several calls of one URL are made once.</summary>
    private Task<ListReply> ListAsync(
        ProfileRecordType type,
        UrlTemplate template,
        JsonPath items,
        JsonPath? next,
        string what,
        Dictionary<string, Task<ListReply>> asked,
        CancellationToken cancellationToken)
    {
        if (template.Expand(_api.BaseUrl, type.Value) is not { } url)
        {
            return Task.FromResult(new ListReply(Result.From<IReadOnlyList<JsonElement>>([])));
        }

        var key = $"{url} {items} {next}";
        return asked.TryGetValue(key, out var pending) ? pending : asked[key] = _api.AskListAsync(url, items, next, what, CallPriority.Caller, cancellationToken);
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Profiles.Reading;

namespace FunctionsConnector.Core.Targets.Profiles.Fields;

/// <summary>The record types of a system: those of the profile, and those that a call lists.</summary>
internal sealed class ProfileTypes
{
    private readonly Profile _profile;
    private readonly TargetSystemSettings _settings;
    private readonly ProfileApi _api;
    private readonly RecordTypes _types;
    private readonly ConcurrentDictionary<string, ProfileRecordType> _byId = new(StringComparer.OrdinalIgnoreCase);

    public ProfileTypes(Profile profile, TargetSystemSettings settings, ProfileApi api, Timing timing, TimeProvider time)
    {
        (_profile, _settings, _api) = (profile, settings, api);
        _types = new RecordTypes(FetchTypesAsync, settings, timing, time);
    }

    public ValueTask<Result<IReadOnlyList<RecordType>>> ListAsync(CancellationToken cancellationToken) => _types.ListAsync(cancellationToken);

    /// <summary>See <see cref="RecordTypes.FindAsync"/>.</summary>
    public ValueTask<Result<RecordType>> FindAsync(string recordType, CancellationToken cancellationToken) => _types.FindAsync(recordType, cancellationToken);

    /// <summary>The type with its values for URLs.</summary>
    public ProfileRecordType Of(RecordType recordType) => _byId[recordType.Id];

    private async Task<Result<IReadOnlyList<RecordType>>> FetchTypesAsync(CancellationToken cancellationToken)
    {
        var types = _profile.RecordTypes.Known.ToList();
        if (_profile.RecordTypes.Call is { } call)
        {
            var url = call.Url.Expand(_api.BaseUrl, _ => null)!;
            if (!(await _api.ListAsync(url, call.Items, call.Next, "the list of record types", CallPriority.Caller, cancellationToken)).Succeeded(out var items, out var failure))
            {
                return failure;
            }

            types.AddRange(items.Where(item => call.Only?.Holds(item) is not false).Select(item => TypeOf(call, item)).OfType<ProfileRecordType>());
        }

        types = [.. types.DistinctBy(type => type.Id, StringComparer.OrdinalIgnoreCase).Where(type => _settings.Offers(type.Id))];
        types.ForEach(type => _byId[type.Id] = type);
        return Result.From<IReadOnlyList<RecordType>>([.. types.Select(type => new RecordType(type.Id, type.Label))]);
    }

    /// <summary>The record type that an item describes; null where it lacks a part.</summary>
    public static ProfileRecordType? TypeOf(RecordTypeCall call, JsonElement item)
    {
        var values = call.Values.ToDictionary(value => value.Key, value => value.Value.FindText(item));
        return call.Id.FindText(item) is { } id && values.Values.Prepend(id).All(value => value is not null && RecordTypeReader.IsId(value))
            ? new ProfileRecordType(id, call.Label?.FindText(item) ?? id, values.ToFrozenDictionary(value => value.Key, value => value.Value!))
            : null;
    }
}

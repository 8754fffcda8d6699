using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Fields;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Targets.Profiles.References;

/// <summary>Finds records by their number, and the records that people call by a name.</summary>
internal sealed class RecordQueries(Profile profile, ProfileApi api, Timing timing, TimeProvider time)
{
    private readonly ReferenceCache _cache = new(timing.ReferenceAge, time);

    /// <summary>See <see cref="ITargetSystem.FindReferencesAsync"/>.</summary>
    public Task<Result<IReadOnlyList<NamedRecord>>> FindAsync(ReferenceQuery asked, ProfileCatalog catalog, CancellationToken cancellationToken)
    {
        var kind = asked.Field.Reference!.To;
        return _cache.GetAsync(
            new ReferenceKey(kind, asked.Text, catalog.Type.Id),
            async () => (await QueryAsync(profile.References[kind], profile.References[kind].Url, catalog, asked.Field.Name, asked.Text, asked.Priority, CancellationToken.None))
                .Map(found => Named(profile.References[kind], catalog.Type, asked.Text, found)),
            cancellationToken);
    }

    /// <summary>See <see cref="ITargetSystem.SearchReferencesAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<NamedRecord>>> SearchAsync(ProfileCatalog catalog, Field field, string? text, CancellationToken cancellationToken)
    {
        var search = profile.References[field.Reference!.To];
        return search.Containing is not { } containing
            ? Result.From<IReadOnlyList<NamedRecord>>([])
            : (await QueryAsync(search, containing, catalog, field.Name, text ?? string.Empty, CallPriority.Caller, cancellationToken))
                .Map<IReadOnlyList<NamedRecord>>(found => [.. found.Select(one => Read(search, catalog.Type, one)).OfType<NamedRecord>().Where(one => one.IsActive)]);
    }

    /// <summary>See <see cref="ITargetSystem.FindRecordIdAsync"/>.</summary>
    public async Task<Result<string>> FindIdAsync(ProfileCatalog catalog, string number, CallPriority priority, CancellationToken cancellationToken)
    {
        if (profile.Number is not { } search || search.Url.Names.Any(name => name != TemplateName.Number && catalog.Type.Value(name) is null))
        {
            return new Failure(FailureCode.InvalidRequest, $"{Presentation.Quote(number)} is not the id of a record: {RecordId.Describe(profile.IdForm)}.") { Target = "recordId" };
        }

        if (!(await QueryAsync(search, search.Url, catalog, "recordId", number, priority, cancellationToken)).Succeeded(out var found, out var failure))
        {
            return failure;
        }

        return Named(search, catalog.Type, number, found).DistinctBy(record => record.Id).ToList() switch
        {
            [var one] => one.Id,
            [] => new Failure(FailureCode.RecordNotFound, $"{profile.Vendor} has no {catalog.Type.Label} with the number {Presentation.Quote(number)}, or the account may not see it."),
            var several => new Failure(
                FailureCode.InvalidRequest,
                $"Several records of {catalog.Type.Label} have the number {Presentation.Quote(number)}. Use the id of one: {Presentation.List(several.Select(record => record.Id))}.")
            {
                Target = "recordId",
            },
        };
    }

    private async Task<Result<IReadOnlyList<JsonElement>>> QueryAsync(
        RecordSearch search, UrlTemplate template, ProfileCatalog catalog, string target, string text, CallPriority priority, CancellationToken cancellationToken)
    {
        // The usual form has HTML entities decoded, and is the one that is sent.
        var usual = NameMatch.Forms(text)[^1];
        if (text.AsSpan().IndexOfAny(search.Refused) >= 0 || usual.AsSpan().IndexOfAny(search.Refused) >= 0)
        {
            return Failure.Invalid([new FailureDetail(
                FailureDetailCode.ValueInvalid, target, $"{profile.Vendor} cannot search for {Presentation.Quote(text)}, because it has one of the characters {search.Refused}. Use the id.")]);
        }

        var value = search.Doubled is { } quote ? usual.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal) : usual;
        return template.Expand(api.BaseUrl, name => name is TemplateName.Text or TemplateName.Number ? value : catalog.Type.Value(name)) is { } url
            ? await api.ListAsync(url, search.Items, next: null, $"records named {Presentation.Quote(text)}", priority, cancellationToken)
            : Result.From<IReadOnlyList<JsonElement>>([]);
    }

    // The vendor may have dropped a part of the query.
    private static IReadOnlyList<NamedRecord> Named(RecordSearch search, ProfileRecordType type, string text, IReadOnlyList<JsonElement> found) =>
        [.. NameMatch.Best(text, found, one => NamesOf(search, type, one)).Select(one => Read(search, type, one)).OfType<NamedRecord>()];

    private static IEnumerable<string?> NamesOf(RecordSearch search, ProfileRecordType type, JsonElement one) => search.Names.Select(path => path.Of(type).FindText(one));

    private static NamedRecord? Read(RecordSearch search, ProfileRecordType type, JsonElement one)
    {
        var names = NamesOf(search, type, one).OfType<string>().ToList();
        return search.Id.Of(type).FindText(one) is { } id
            ? new NamedRecord(id, names.FirstOrDefault() ?? id) { Detail = names.Skip(1).FirstOrDefault(), IsActive = search.Inactive?.Holds(one) is not true }
            : null;
    }
}

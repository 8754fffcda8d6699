using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.References;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Targets.TeamDynamix.References;

/// <summary>Finds the people, groups and other objects that people call by a name.</summary>
internal sealed class ReferenceSearch(TeamDynamixApi api, Timing timing, TimeProvider time)
{
    private readonly ReferenceCalls _calls = new(api);
    private readonly ReferenceCache _cache = new(timing.ReferenceAge, time);

    /// <summary>See <see cref="ITargetSystem.FindReferencesAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<NamedRecord>>> FindAsync(ReferenceQuery asked, CancellationToken cancellationToken)
    {
        var kind = ReferenceKind.Of(asked.Field);
        var within = default(string);
        if (kind.Within is not null)
        {
            var read = await asked.Within(cancellationToken);
            if (read.Failure is { } failure)
            {
                return failure;
            }

            within = read.Value;
        }

        var app = ItemType.Parse(asked.Catalog.RecordType.Id)?.App;
        return await _cache.GetAsync(
            new ReferenceKey($"{kind.To} {app}", asked.Text, within),
            () => FetchAsync(kind, asked, app, within),
            cancellationToken);
    }

    /// <summary>See <see cref="ITargetSystem.SearchReferencesAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<NamedRecord>>> SearchAsync(FieldCatalog catalog, Field field, string? text, CancellationToken cancellationToken)
    {
        var kind = ReferenceKind.Of(field);
        if (kind.Within is not null)
        {
            // Nobody says of which location.
            return Result.From<IReadOnlyList<NamedRecord>>([]);
        }

        return (await _calls.SearchAsync(kind, ItemType.Parse(catalog.RecordType.Id)?.App, text, CallPriority.Caller, cancellationToken)).Succeeded(out var found, out var failure)
            ? Result.From<IReadOnlyList<NamedRecord>>([.. found.Select(one => Read(kind, one)).OfType<NamedRecord>().Where(one => one.IsActive)])
            : failure;
    }

    private async Task<Result<IReadOnlyList<NamedRecord>>> FetchAsync(ReferenceKind kind, ReferenceQuery asked, int? app, string? within)
    {
        if (kind.Within is not null && within is null)
        {
            return Result.From<IReadOnlyList<NamedRecord>>([]);
        }

        var searching = within is null
            ? _calls.SearchAsync(kind, app, SearchedText(kind, asked.Text), asked.Priority, CancellationToken.None)
            : _calls.RoomsAsync(within, asked.Priority, CancellationToken.None);
        if (!(await searching).Succeeded(out var found, out var failure))
        {
            return failure;
        }

        var named = Named(kind, asked.Text, found);
        if (found.Count >= ReferenceCalls.MostResults && kind.Within is null && !(named.Count == 1 && asked.Text.Contains('@', StringComparison.Ordinal)))
        {
            return Failure.Invalid([new FailureDetail(
                FailureDetailCode.ValueInvalid,
                asked.Field.Name,
                $"{asked.Field.Label} {Presentation.Quote(asked.Text)} is part of the names of more {kind.To}s than the system lists, so whether exactly one has this name cannot be told. Use the id.")]);
        }

        if (named.Count > 0 || kind != ReferenceKind.Person || asked.Text.Contains(' ', StringComparison.Ordinal))
        {
            return Result.From(named);
        }

        return (await _calls.PeopleAsync(asked.Text, asked.Priority, CancellationToken.None)).Succeeded(out found, out failure)
            ? Result.From(Named(kind, asked.Text, found))
            : failure;
    }

    private static IReadOnlyList<NamedRecord> Named(ReferenceKind kind, string text, IReadOnlyList<JsonElement> found) =>
        [.. NameMatch.Best(text, found, one => NamesOf(kind, one)).Select(one => Read(kind, one)).OfType<NamedRecord>()];

    /// <summary>The usual form of the name; "Doe, Jane" is searched as the vendor shows it.</summary>
    private static string SearchedText(ReferenceKind kind, string text)
    {
        var usual = NameMatch.Forms(text)[^1];
        return kind == ReferenceKind.Person && usual.Split(", ") is [var last, var first] ? $"{first} {last}" : usual;
    }

    private static IEnumerable<string?> NamesOf(ReferenceKind kind, JsonElement one) =>
        kind.Names.Select(name => one.Text(name)).Concat(kind == ReferenceKind.Person ? [$"{one.Text("LastName")}, {one.Text("FirstName")}"] : []);

    private static NamedRecord? Read(ReferenceKind kind, JsonElement one)
    {
        var id = one.Number(kind.IdProperty)?.ToString(CultureInfo.InvariantCulture)
            ?? (CanonicalText.TryGuid(one.Text(kind.IdProperty), out var guid) ? CanonicalText.From(guid) : null);
        return id is null or "0" ? null : new NamedRecord(id, kind.Names.Select(name => one.Text(name)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? $"id {id}")
        {
            Detail = kind.Detail is { } detail && one.Text(detail) is { Length: > 0 } text ? text : null,
            IsActive = one.Flag("IsActive") is not false,
        };
    }
}

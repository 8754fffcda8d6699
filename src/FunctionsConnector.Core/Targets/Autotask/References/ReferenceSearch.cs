using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>Finds the records that people call by a name.</summary>
internal sealed class ReferenceSearch(TargetSystemSettings settings, TargetSystemServices services, Gateway gateway)
{
    private readonly Query _query = new(settings, gateway, services.Time);
    private readonly ReferenceCache _cache = new(services.Timing.ReferenceAge, services.Time);

    /// <summary>See <see cref="ITargetSystem.FindReferencesAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<NamedRecord>>> FindAsync(ReferenceQuery asked, CancellationToken cancellationToken)
    {
        var kind = KindOf(asked.Catalog, asked.Field);
        if (!IsAddress(kind, asked.Text) && kind.Within is not null)
        {
            return (await asked.Within(cancellationToken)).Succeeded(out var within, out var unread)
                ? await FindAsync(kind, asked.Text, within, asked.Priority, cancellationToken)
                : unread;
        }

        // An address is one person's nearly always, so the record is read only where it is not.
        var found = await FindAsync(kind, asked.Text, within: null, asked.Priority, cancellationToken);
        if (kind.Within is null || found.Value is not { Count: > 1 } several)
        {
            return found;
        }

        return (await asked.Within(cancellationToken)).Succeeded(out var parent, out var failure)
            ? Result.From<IReadOnlyList<NamedRecord>>(several.Any(one => one.Within == parent) ? [.. several.Where(one => one.Within == parent)] : several)
            : failure;
    }

    /// <summary>See <see cref="ITargetSystem.SearchReferencesAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<NamedRecord>>> SearchAsync(FieldCatalog catalog, Field field, string? text, CancellationToken cancellationToken)
    {
        var kind = KindOf(catalog, field);
        return (await _query.FindAsync(kind.Entity, ReferenceFilters.Containing(kind, text), ReferenceJson.FieldsOf(kind), CallPriority.Caller, cancellationToken))
            .Succeeded(out var found, out var failure)
                ? Result.From<IReadOnlyList<NamedRecord>>(
                [
                    .. found
                        .Where(one => text is null || ReferenceJson.NamesOf(kind, one).Any(name => name?.Contains(text, StringComparison.OrdinalIgnoreCase) is true))
                        .Select(one => ReferenceJson.Read(kind, one))
                        .OfType<NamedRecord>(),
                ])
                : failure;
    }

    private static ReferenceKind KindOf(FieldCatalog catalog, Field field) => ReferenceKinds.Find(field.Reference!.To, catalog.RecordType.Id)!;

    /// <summary>The records of a kind that people call exactly by this text.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="text">The text.</param>
    /// <param name="within">The id of the record that they belong to; null for any.</param>
    /// <param name="priority">Who waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Result<IReadOnlyList<NamedRecord>>> FindAsync(
        ReferenceKind kind, string text, string? within, CallPriority priority, CancellationToken cancellationToken) => _cache.GetAsync(
            new ReferenceKey(kind.Key, text, within),
            async () => (await _query.FindAsync(
                    kind.Entity, ReferenceFilters.Named(kind, text, IsAddress(kind, text), within), ReferenceJson.FieldsOf(kind), priority, CancellationToken.None))
                .Map<IReadOnlyList<NamedRecord>>(found =>
                [
                    .. NameMatch.Best(text, found, one => ReferenceJson.NamesOf(kind, one)).Select(one => ReferenceJson.Read(kind, one)).OfType<NamedRecord>(),
                ]),
            cancellationToken);

    private static bool IsAddress(ReferenceKind kind, string text) => kind.Addresses.Count > 0 && text.Contains('@', StringComparison.Ordinal);
}

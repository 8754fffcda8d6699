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
        var isAddress = kind.Addresses.Count > 0 && asked.Text.Contains('@', StringComparison.Ordinal);
        if (!isAddress && kind.Within is not null)
        {
            return (await asked.Within(cancellationToken)).Succeeded(out var within, out var unread)
                ? await FindAsync(kind, asked, isAddress, within, cancellationToken)
                : unread;
        }

        // An address is one person's nearly always, so the record is read only where it is not.
        var found = await FindAsync(kind, asked, isAddress, within: null, cancellationToken);
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

    private Task<Result<IReadOnlyList<NamedRecord>>> FindAsync(
        ReferenceKind kind, ReferenceQuery asked, bool isAddress, string? within, CancellationToken cancellationToken) => _cache.GetAsync(
            new ReferenceKey(kind.Key, asked.Text, within),
            async () => (await _query.FindAsync(
                    kind.Entity, ReferenceFilters.Named(kind, asked.Text, isAddress, within), ReferenceJson.FieldsOf(kind), asked.Priority, CancellationToken.None))
                .Succeeded(out var found, out var failure)
                    ? Result.From<IReadOnlyList<NamedRecord>>(
                    [
                        .. NameMatch.Best(asked.Text, found, one => ReferenceJson.NamesOf(kind, one)).Select(one => ReferenceJson.Read(kind, one)).OfType<NamedRecord>(),
                    ])
                    : failure,
            cancellationToken);
}

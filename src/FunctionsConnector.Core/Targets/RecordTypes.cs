using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets;

/// <summary>Caches the record types of a system, and finds one by its id or label.</summary>
/// <param name="fetch">Asks the system.</param>
/// <param name="settings">The system's settings.</param>
/// <param name="timing">How long the list is current.</param>
/// <param name="time">The clock.</param>
internal sealed class RecordTypes(
    Func<CancellationToken, Task<Result<IReadOnlyList<RecordType>>>> fetch, TargetSystemSettings settings, Timing timing, TimeProvider time)
{
    private readonly SingleFlightCache<string, IReadOnlyList<RecordType>> _types =
        new(timing.CatalogAge, timing.StaleCatalogAge, time, new CacheName(settings.Name, "record_types"));

    public ValueTask<Result<IReadOnlyList<RecordType>>> ListAsync(CancellationToken cancellationToken) =>
        _types.GetAsync(string.Empty, (_, token) => fetch(token), cancellationToken);

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

        // A record type may have been added since.
        if (!(await _types.GetNewerAsync(string.Empty, types, (_, token) => fetch(token), cancellationToken)).Succeeded(out types, out failure))
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

    private static RecordType? Find(IReadOnlyList<RecordType> types, string recordType) =>
        types.FirstOrDefault(type => string.Equals(type.Id, recordType, StringComparison.OrdinalIgnoreCase))
        ?? (Labelled(types, recordType) is [var one] ? one : null);

    private static List<RecordType> Labelled(IReadOnlyList<RecordType> types, string label) =>
        [.. types.Where(type => string.Equals(type.Label, label.Trim(), StringComparison.OrdinalIgnoreCase))];
}

using System.Text.RegularExpressions;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Targets.Autotask.Fields;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>Finds a record by its number as people see it, such as <c>T20261129.0001</c>.</summary>
internal sealed partial class RecordNumbers(TargetSystemSettings settings, TargetSystemServices services, Gateway gateway)
{
    private const int MostListed = 10;

    private readonly Query _query = new(settings, gateway, services.Time);
    private readonly ReferenceCache _cache = new(services.Timing.ReferenceAge, services.Time);

    /// <summary>See <see cref="ITargetSystem.FindRecordIdAsync"/>.</summary>
    public async Task<Result<string>> FindAsync(FieldCatalog catalog, string number, CallPriority priority, CancellationToken cancellationToken)
    {
        var entity = catalog.RecordType.Id;
        if (NumberOf(catalog) is not { } field || (IsNumbered(entity) && !Form().IsMatch(number)))
        {
            return new Failure(FailureCode.InvalidRequest, $"{Presentation.Quote(number)} is neither the id of a record of {entity}, which is digits, nor a number such as T20261129.0001 where {entity} have one.")
            {
                Target = "recordId",
            };
        }

        var asking = _cache.GetAsync(
            new ReferenceKey(entity, number.ToUpperInvariant()),
            async () => (await _query.FindAsync(entity, Filter.Is(field.Name, number), ["id", field.Name], priority, CancellationToken.None)).Succeeded(out var records, out var refused)
                ? Result.From<IReadOnlyList<NamedRecord>>(
                [
                    .. NameMatch.Best(number, records, record => [ReferenceJson.Text(record, field.Name)])
                        .Select(record => ReferenceJson.Text(record, "id"))
                        .OfType<string>()
                        .Select(id => new NamedRecord(id, number)),
                ])
                : refused,
            cancellationToken);
        if (!(await asking).Succeeded(out var found, out var failure))
        {
            return failure;
        }

        return found switch
        {
            [var one] => one.Id,
            [] => new Failure(FailureCode.RecordNotFound, $"{settings.DisplayName} has no record of {entity} with the {field.Label} {Presentation.Quote(number)}."),
            _ => new Failure(
                FailureCode.InvalidRequest,
                $"{found.Count} records of {entity} have the {field.Label} {Presentation.Quote(number)}: {string.Join(", ", found.Take(MostListed).Select(one => $"id {one.Id}"))}. Use the id of one.")
            {
                Target = "recordId",
            },
        };
    }

    /// <summary><c>ticketNumber</c> of Tickets, <c>contractNumber</c> of Contracts and so on: whatever the metadata has.</summary>
    private static Field? NumberOf(FieldCatalog catalog) =>
        catalog.Find(catalog.RecordType.Id == "ConfigurationItems" ? "referenceNumber" : $"{Names.Singular(catalog.RecordType.Id)}Number") is { IsCustom: false, Type: FieldType.Text } field
            ? field
            : null;

    /// <summary>The vendor gives these numbers, so any other text is a typing error.</summary>
    private static bool IsNumbered(string entity) => entity is "Tickets" or "Tasks" or "Phases";

    [GeneratedRegex(@"^T[0-9]{8}\.[0-9]{4,}\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}

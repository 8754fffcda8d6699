using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates.Resolving;
using FunctionsConnector.Core.Updates.Resolving.References;

namespace FunctionsConnector.Core.Reading;

/// <summary>Reads a record for a caller.</summary>
public sealed class RecordReader(TargetSystems systems)
{
    /// <param name="record">Which record.</param>
    /// <param name="names">Only these fields, by name, label or id; all where empty.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The fields that have a value, or a failure of the table.</returns>
    public async Task<Result<RecordView>> ReadAsync(RecordReference record, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (!systems.Find(record.System).Succeeded(out var system, out var failure)
            || !(await system.GetCatalogAsync(record.RecordType, cancellationToken)).Succeeded(out var catalog, out failure)
            || !(await CurrentCatalog.ConfirmAsync(system, catalog, Pick(catalog, names), newer => Pick(newer, names), cancellationToken)).Succeeded(out var picked, out failure)
            || !(await RecordNumber.ToIdAsync(system, catalog, record.RecordId, CallPriority.Caller, cancellationToken)).Succeeded(out var id, out failure)
            || !(await system.ReadAsync(record with { RecordType = catalog.RecordType.Id, RecordId = id }, picked.Catalog, CallPriority.Caller, cancellationToken)).Succeeded(out var read, out failure))
        {
            return failure.System is null ? failure with { System = record.System } : failure;
        }

        var shown = picked.Fields
            .Where(field => read[field.Name] is not null)
            .Select(field => View(field, read));
        return new RecordView(system.Settings.Name, catalog.RecordType.Id, id, [.. shown]);
    }

    private static FieldView View(Field field, Record record)
    {
        var value = record[field.Name]!;
        var name = field.Reference is null ? null : record.DisplayOf(field);
        return new FieldView(field.Name, field.Label, value, string.IsNullOrWhiteSpace(name) ? Presentation.Display(field, value)! : name)
        {
            HasLabel = field.Choices is not null || !string.IsNullOrWhiteSpace(name),
        };
    }

    private static Result<(FieldCatalog Catalog, IReadOnlyList<Field> Fields)> Pick(FieldCatalog catalog, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return (catalog, catalog.Fields);
        }

        var found = names.Select(name => FieldResolver.Resolve(catalog, name)).ToList();
        var problems = found.Select(pick => pick.Problem).OfType<FailureDetail>().ToList();
        return problems.Count > 0
            ? Failure.Invalid(problems)
            : (catalog, (IReadOnlyList<Field>)[.. found.Select(pick => pick.Field!).Distinct()]);
    }
}

using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Updates.Resolving.References;

/// <summary>The records that the names in one update mean.</summary>
internal sealed class FoundReferences
{
    private readonly ITargetSystem _system;
    private readonly FieldCatalog _catalog;
    private readonly UpdateRequest _request;
    private readonly Dictionary<AskedReference, FoundReference> _found = [];
    private Result<Record>? _record;

    private FoundReferences(ITargetSystem system, FieldCatalog catalog, UpdateRequest request) => (_system, _catalog, _request) = (system, catalog, request);

    /// <summary>Asks the system, one name after the other: its limits allow few calls at a time.</summary>
    /// <returns>The records, or the failure of a query.</returns>
    public static async Task<Result<FoundReferences>> FindAsync(
        ITargetSystem system, FieldCatalog catalog, UpdateRequest request, IReadOnlyList<AskedReference> asked, CancellationToken cancellationToken)
    {
        var references = new FoundReferences(system, catalog, request);

        // A company that is named in the same update decides whose contacts are meant.
        foreach (var one in asked.Distinct().OrderBy(one => one.Field.Reference!.Within is not null))
        {
            var query = new ReferenceQuery(catalog, one.Field, one.Text, references.Priority) { Within = token => references.WithinAsync(one, token) };
            if (!(await system.FindReferencesAsync(query, cancellationToken)).Succeeded(out var found, out var failure))
            {
                return failure;
            }

            references._found.Add(one, FoundReference.Choose(one, found));
        }

        return references;
    }

    /// <summary>What the name means; null where it was not asked for.</summary>
    public FoundReference? Of(AskedReference asked) => _found.GetValueOrDefault(asked);

    private CallPriority Priority => _request.Position is null ? CallPriority.Caller : CallPriority.Queue;

    /// <summary>The id in the field that the reference belongs to: as this update sets it, else as the record holds it.</summary>
    private async ValueTask<Result<string?>> WithinAsync(AskedReference asked, CancellationToken cancellationToken)
    {
        if (asked.Field.Reference!.Within is not { } name || _catalog.Find(name) is not { } parent)
        {
            return Result.From<string?>(null);
        }

        foreach (var change in asked.IsCondition ? _request.OnlyIf : _request.Changes)
        {
            if (FieldResolver.Resolve(_catalog, change.Field).Field == parent)
            {
                return Result.From(IdOf(parent, change.Value, asked.IsCondition));
            }
        }

        _record ??= await _system.ReadAsync(new RecordReference(_system.Settings.Name, _catalog.RecordType.Id, _request.RecordId), _catalog, Priority, cancellationToken);
        return _record.Value.Map(record => record[parent.Name]);
    }

    private string? IdOf(Field parent, JsonElement value, bool isCondition)
    {
        if (ReferenceName.Of(parent, value).Name is { } name)
        {
            return Of(new AskedReference(parent, name, isCondition))?.Record?.Id;
        }

        var (one, instead) = ValueForms.One(parent, value);
        return instead is null && CanonicalText.TryNumber(one.AsName().Text, out var id) ? CanonicalText.From(id) : null;
    }
}

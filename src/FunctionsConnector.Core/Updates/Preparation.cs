using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// From a caller's words to a planned update. Whatever can be refused without a call is refused before the record is read.
/// </summary>
internal sealed class Preparation
{
    private readonly ITargetSystem _system;
    private readonly FieldCatalog _catalog;
    private readonly ValueConverter _converter;
    private readonly List<FailureDetail> _problems = [];
    private Failure? _namedTwice;

    private Preparation(ITargetSystem system, FieldCatalog catalog)
    {
        _system = system;
        _catalog = catalog;
        _converter = new ValueConverter(system.Settings.TimeZone);
    }

    public static async Task<Result<PlannedUpdate>> PrepareAsync(ITargetSystem system, UpdateRequest request, CancellationToken cancellationToken) =>
        (await system.GetCatalogAsync(request.RecordType, cancellationToken)).Succeeded(out var catalog, out var failure)
            ? await new Preparation(system, catalog).PrepareAsync(request, cancellationToken)
            : failure;

    private async Task<Result<PlannedUpdate>> PrepareAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var record = new RecordReference(_system.Settings.Name, _catalog.RecordType.Id, request.RecordId);
        var wanted = Resolve(request.Changes);
        var conditions = Resolve(request.OnlyIf);
        if (_namedTwice is not null)
        {
            return _namedTwice;
        }

        _problems.AddRange(wanted.Keys.Select(FieldResolver.ReadOnly).OfType<FailureDetail>());
        if (_problems.Count == 0)
        {
            // Choices that depend on the record wait until it is at hand; everything else can be refused now.
            _ = Convert(wanted, before: null, only: field => !DependsOnRecord(field, wanted), acceptInactive: false);
            _ = Convert(conditions, before: null, only: field => !DependsOnRecord(field, conditions), acceptInactive: true);
        }

        if (_problems.Count > 0)
        {
            return Failure.Invalid(_problems);
        }

        Record? before = null;
        if (conditions.Count > 0 || wanted.Keys.Any(field => DependsOnRecord(field, wanted)) || _system.NeedsRecord(_catalog, wanted.Keys.ToHashSet()))
        {
            if (!(await _system.ReadAsync(record, _catalog, ReadPurpose.Inform, cancellationToken)).Succeeded(out before, out var failure))
            {
                return failure;
            }
        }

        var update = new PlannedUpdate(record, _catalog, Convert(wanted, before, only: _ => true, acceptInactive: false), before);
        var expected = Convert(conditions, before, only: _ => true, acceptInactive: true);
        _problems.AddRange(_system.Check(update));
        if (_problems.Count > 0)
        {
            return Failure.Invalid(_problems);
        }

        // An earlier try of this very update may be the reason why the condition does not hold any more.
        var mayBeDone = request.Place is { TriedBefore: true } && before is not null && Confirmation.Shows(before, update);
        return Conditions.Conflict(expected, before) is { } conflict && !mayBeDone ? conflict : update;
    }

    private Dictionary<Field, JsonElement> Resolve(IReadOnlyList<RequestedChange> changes)
    {
        var resolved = new Dictionary<Field, JsonElement>();
        foreach (var change in changes)
        {
            var (field, problem) = FieldResolver.Resolve(_catalog, change.Field);
            if (problem is not null)
            {
                _problems.Add(problem);
            }
            else if (!resolved.TryAdd(field!, change.Value))
            {
                _namedTwice ??= new Failure(
                    FailureCode.InvalidRequest,
                    $"{Presentation.Quote(change.Field)} names the field {field!.Name} a second time. Set or clear a field once.")
                {
                    Target = change.Field,
                };
            }
        }

        return resolved;
    }

    private bool DependsOnRecord(Field field, Dictionary<Field, JsonElement> wanted) =>
        field.ChoicesDependOn is { } parent
        && wanted[field].ValueKind != JsonValueKind.Null
        && _catalog.Find(parent) is { } parentField
        && !wanted.ContainsKey(parentField);

    private List<Change> Convert(Dictionary<Field, JsonElement> values, Record? before, Func<Field, bool> only, bool acceptInactive)
    {
        var changes = new List<Change>();
        foreach (var (field, value) in values)
        {
            if (!only(field))
            {
                continue;
            }

            if (value.ValueKind == JsonValueKind.Null)
            {
                if (field.IsRequired && !acceptInactive)
                {
                    _problems.Add(new FailureDetail(FailureDetailCode.FieldRequired, field.Name, $"{field.Label} is required and cannot be cleared."));
                }

                changes.Add(new Change(field, null));
                continue;
            }

            var (text, problem) = _converter.Convert(field, value, ParentOf(field, values, before, acceptInactive), acceptInactive);
            if (problem is null)
            {
                changes.Add(new Change(field, text));
            }
            else
            {
                _problems.Add(problem);
            }
        }

        return changes;
    }

    /// <summary>The choice that this field's choices depend on: of this update where it names it, else of the record.</summary>
    private string? ParentOf(Field field, Dictionary<Field, JsonElement> values, Record? before, bool acceptInactive)
    {
        if (field.ChoicesDependOn is not { } name || _catalog.Find(name) is not { } parent)
        {
            return null;
        }

        if (!values.TryGetValue(parent, out var value))
        {
            return before?[name];
        }

        // One level: a parent of a parent is what the record or the caller's id says, so that a circle in a vendor's metadata ends.
        var grandparent = parent.ChoicesDependOn is { } above ? before?[above] : null;
        return value.ValueKind == JsonValueKind.Null ? null : _converter.Convert(parent, value, grandparent, acceptInactive).Text;
    }
}

using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Core.Updates.Resolving;
using FunctionsConnector.Core.Updates.Resolving.References;

namespace FunctionsConnector.Core.Updates;

/// <summary>Resolves the fields and values of a request. It refuses whatever can be refused without the record.</summary>
internal sealed class Preparation
{
    private static readonly JsonElement Empty = JsonElement.Parse("null"u8);

    private static readonly Failure NothingToChange = new(
        FailureCode.InvalidRequest, "All values are blank, and a blank value leaves its field as it is. Give at least one value, or clear a field.");

    private readonly ITargetSystem _system;
    private readonly FieldCatalog _catalog;
    private readonly ValueConverter _converter;
    private readonly List<FailureDetail> _problems = [];
    private FoundReferences? _references;
    private List<AskedReference>? _asked;
    private Failure? _namedTwice;
    private string? _actor;

    private Preparation(ITargetSystem system, FieldCatalog catalog)
    {
        _system = system;
        _catalog = catalog;
        _converter = new ValueConverter(system.Settings.TimeZone);
    }

    public static async ValueTask<Result<PreparedUpdate>> PrepareAsync(ITargetSystem system, UpdateRequest request, CancellationToken cancellationToken)
    {
        using var step = Tracing.Start(TelemetryNames.Resolve);
        if (!(await system.GetCatalogAsync(request.RecordType, cancellationToken)).Succeeded(out var catalog, out var failure))
        {
            return failure;
        }

        Tracing.NameUpdate(step, catalog.RecordType);
        var prepared = await PrepareAsync(system, catalog, request, isConfirmed: false, cancellationToken);
        return prepared.Failure is null ? prepared : await ConfirmAsync(system, catalog, prepared, request, cancellationToken);
    }

    /// <param name="system">The system.</param>
    /// <param name="catalog">The fields of the record's type.</param>
    /// <param name="request">The caller's request.</param>
    /// <param name="isConfirmed">Whether the catalog is known to be new enough.</param>
    /// <param name="cancellationToken">Ends the wait for the records that names and numbers mean.</param>
    public static ValueTask<Result<PreparedUpdate>> PrepareAsync(
        ITargetSystem system, FieldCatalog catalog, UpdateRequest request, bool isConfirmed, CancellationToken cancellationToken)
    {
        var preparation = new Preparation(system, catalog);
        var prepared = preparation.Prepare(request, isConfirmed);
        return (preparation._asked is null && system.IsRecordId(request.RecordId) && request.ActAs is null) || prepared.Failure?.Code == FailureCode.InvalidRequest
            ? ValueTask.FromResult(prepared)
            : FindAsync(system, catalog, request, preparation._asked ?? [], isConfirmed, cancellationToken);
    }

    /// <summary>Finds the records that names and numbers mean, and prepares the update with their ids.</summary>
    private static async ValueTask<Result<PreparedUpdate>> FindAsync(
        ITargetSystem system, FieldCatalog catalog, UpdateRequest request, IReadOnlyList<AskedReference> asked, bool isConfirmed, CancellationToken cancellationToken)
    {
        var priority = request.Position is null ? CallPriority.Caller : CallPriority.Queue;
        if (!(await RecordNumber.ToIdAsync(system, catalog, request.RecordId, priority, cancellationToken)).Succeeded(out var id, out var failure))
        {
            return failure;
        }

        request = request with { RecordId = id };
        string? actor = null;
        if ((request.ActAs is { } person && !(await system.FindActorAsync(catalog, person, priority, cancellationToken)).Succeeded(out actor, out failure))
            || !(await FoundReferences.FindAsync(system, catalog, request, asked, cancellationToken)).Succeeded(out var references, out failure))
        {
            return failure;
        }

        return new Preparation(system, catalog) { _references = references, _actor = actor }.Prepare(request, isConfirmed);
    }

    // A method of its own, so that only a refusal creates the closure.
    private static ValueTask<Result<PreparedUpdate>> ConfirmAsync(
        ITargetSystem system, FieldCatalog catalog, Result<PreparedUpdate> refused, UpdateRequest request, CancellationToken cancellationToken) =>
        CurrentCatalog.ConfirmAsync(
            system, catalog, refused, newer => PrepareAsync(system, newer, request, isConfirmed: false, cancellationToken), cancellationToken);

    private Result<PreparedUpdate> Prepare(UpdateRequest request, bool isConfirmed)
    {
        var wanted = Resolve(request.Changes, areConditions: false);
        var conditions = Resolve(request.OnlyIf, areConditions: true);
        if (_namedTwice is not null)
        {
            return _namedTwice;
        }

        if (wanted.AreNone && _problems.Count == 0)
        {
            return NothingToChange;
        }

        foreach (var field in wanted.Fields)
        {
            if (FieldResolver.ReadOnly(field) is { } problem)
            {
                _problems.Add(problem);
            }
        }

        // Wrong values are reported together with wrong names. Choices that depend on the record are checked once it is read; everything else can be refused now.
        var changes = wanted.ToChanges(before: null, _problems);
        _ = conditions.ToConditions(before: null, _problems);
        return _problems.Count > 0 ? Failure.Invalid(_problems) : new PreparedUpdate(_system, _catalog, request, wanted, conditions, changes) { IsConfirmed = isConfirmed, Actor = _actor };
    }

    private FieldValues Resolve(IReadOnlyList<RequestedChange> changes, bool areConditions)
    {
        var resolved = new List<FieldValue>(changes.Count);
        foreach (var change in changes)
        {
            if (_namedTwice is not null || _problems.Count > Failure.MostDetails)
            {
                // Further problems would not be reported.
                break;
            }

            var (field, problem) = FieldResolver.Resolve(_catalog, change.Field);
            if (problem is not null)
            {
                _problems.Add(problem);
                continue;
            }

            var isBlank = change.Value.ValueKind != JsonValueKind.Null && CallerValue.IsBlank(field!, change.Value);
            if (isBlank && !areConditions)
            {
                // A blank value leaves the field as it is.
                continue;
            }

            var named = Named(resolved, field!);
            if (named is null)
            {
                resolved.Add(
                    isBlank ? new FieldValue(field!, Empty)
                    : field!.Reference is null ? new FieldValue(field, change.Value)
                    : Refer(field, change.Value, areConditions));
            }
            else if (named.Value.ValueKind != JsonValueKind.Null || change.Value.ValueKind != JsonValueKind.Null)
            {
                // Only to clear a field twice is harmless.
                _namedTwice = new Failure(
                    FailureCode.InvalidRequest,
                    $"{Presentation.Quote(change.Field)} names the field {field!.Name} a second time. Set or clear a field once.")
                {
                    Target = change.Field,
                };
            }
        }

        return new FieldValues(_catalog, resolved, _converter);
    }

    /// <summary>The value with the id of the record that it names. Where that is not known yet, it has to be asked for.</summary>
    private FieldValue Refer(Field field, JsonElement value, bool isCondition)
    {
        var (name, id) = ReferenceName.Of(field, value);
        if (name is null)
        {
            return new FieldValue(field, id);
        }

        if (!field.IsWritable && !isCondition)
        {
            return new FieldValue(field, default);
        }

        var asked = new AskedReference(field, name, isCondition);
        if (_references?.Of(asked) is not { } found)
        {
            (_asked ??= []).Add(asked);
            return new FieldValue(field, default);
        }

        if (found.Problem is not null)
        {
            _problems.Add(found.Problem);
        }

        return new FieldValue(field, found.Value) { Label = found.Record?.Label };
    }

    private static FieldValue? Named(List<FieldValue> values, Field field)
    {
        foreach (var value in values)
        {
            if (ReferenceEquals(value.Field, field))
            {
                return value;
            }
        }

        return null;
    }
}

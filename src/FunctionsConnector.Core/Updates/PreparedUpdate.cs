using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Updates;

/// <summary>An update whose fields are known and whose values are good as far as can be told without its record.</summary>
internal sealed class PreparedUpdate
{
    private readonly ITargetSystem _system;
    private readonly FieldValues _wanted;
    private readonly FieldValues _conditions;
    private readonly IReadOnlyList<Change> _changesWithoutRecord;
    private HashSet<string>? _changes;
    private HashSet<string>? _reads;

    /// <param name="system">The system.</param>
    /// <param name="catalog">The fields of the record's type.</param>
    /// <param name="request">What the caller asked for.</param>
    /// <param name="wanted">The new values.</param>
    /// <param name="conditions">The values the record must have.</param>
    /// <param name="changes">What the new values come to where the record is not at hand.</param>
    public PreparedUpdate(
        ITargetSystem system, FieldCatalog catalog, UpdateRequest request, FieldValues wanted, FieldValues conditions, IReadOnlyList<Change> changes)
    {
        (_system, _wanted, _conditions) = (system, wanted, conditions);
        Catalog = catalog;
        Record = new RecordReference(system.Settings.Name, catalog.RecordType.Id, request.RecordId);
        Place = request.Place;
        NeedsRecord = !conditions.AreNone || wanted.DependOnRecord || system.NeedsRecord(catalog, wanted.Fields);
        _changesWithoutRecord = changes;
    }

    public RecordReference Record { get; }

    public FieldCatalog Catalog { get; }

    public QueuePlace? Place { get; }

    public CallUrgency Urgency => Place is null ? CallUrgency.Caller : CallUrgency.Queue;

    /// <summary>Whether it can only be planned with the record at hand.</summary>
    public bool NeedsRecord { get; }

    // Asked for only where updates of one record meet.
    private HashSet<string> Changes => _changes ??= Names(_wanted.Fields);

    private HashSet<string> Reads => _reads ??= Names([.. _conditions.Fields, .. _conditions.ParentsInRecord, .. _wanted.ParentsInRecord]);

    /// <summary>Whether this one, made before an earlier one, would leave another record or meet another condition.</summary>
    public bool MustFollow(PreparedUpdate earlier) =>
        Changes.Overlaps(earlier.Changes) || Changes.Overlaps(earlier.Reads) || Reads.Overlaps(earlier.Changes);

    /// <summary>Whether it depends on what the record holds in one of these fields.</summary>
    public bool DependsOn(IEnumerable<Change> changes) => changes.Any(change => Reads.Contains(change.Field.Name));

    /// <summary>The update with all its values, held against the record.</summary>
    /// <param name="before">The record; null only where <see cref="NeedsRecord"/> is false.</param>
    public Result<PlannedUpdate> Plan(Record? before)
    {
        var (problems, problemsOfConditions) = (new List<FailureDetail>(), new List<FailureDetail>());
        var update = new PlannedUpdate(Record, Catalog, before is null ? _changesWithoutRecord : _wanted.ToChanges(before, problems), before);
        var expected = _conditions.ToConditions(before, problemsOfConditions);

        // An earlier try of this very update may be the reason why its condition, or a rule about other fields, does not hold any more. Of a
        // queued one it is known whether there was one; a flow that sends its request again says nothing of it.
        var isDone = before is not null && problems.Count == 0 && Confirmation.Shows(before, update);
        if (isDone && Place is { TriedBefore: true })
        {
            return update;
        }

        // Told before any problem of the new values: those may not be among the choices of a record that is not as it was thought to be.
        if (problemsOfConditions.Count == 0 && Conditions.Conflict(expected, before) is { } conflict)
        {
            return !isDone ? conflict
                : conflict with { Message = $"{conflict.Message} The record already has all the new values, perhaps by an earlier try of this update." };
        }

        problems.AddRange(problemsOfConditions);
        problems.AddRange(_system.Check(update));
        return problems.Count > 0 ? Failure.Invalid(problems) : update;
    }

    private static HashSet<string> Names(IEnumerable<Field> fields) =>
        fields.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
}

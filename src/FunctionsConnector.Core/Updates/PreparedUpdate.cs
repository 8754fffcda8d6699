using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates.Bulk;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Updates;

/// <summary>An update whose fields are resolved and whose values passed every check that does not need the record.</summary>
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
    /// <param name="request">The caller's request.</param>
    /// <param name="wanted">The new values.</param>
    /// <param name="conditions">The values the record must have.</param>
    /// <param name="changes">The changes as they are without the record.</param>
    public PreparedUpdate(
        ITargetSystem system, FieldCatalog catalog, UpdateRequest request, FieldValues wanted, FieldValues conditions, IReadOnlyList<Change> changes)
    {
        (_system, _wanted, _conditions) = (system, wanted, conditions);
        Catalog = catalog;
        Record = new RecordReference(system.Settings.Name, catalog.RecordType.Id, request.RecordId);
        (Position, Member) = (request.Position, request.Member);
        NeedsRecord = !conditions.AreNone || wanted.DependOnRecord || system.NeedsRecord(catalog, wanted.Fields);
        _changesWithoutRecord = changes;
    }

    public RecordReference Record { get; }

    public FieldCatalog Catalog { get; }

    public QueuePosition? Position { get; }

    /// <summary>The vendor's id of the person in whose name it is made; null for the connector's own account.</summary>
    public string? Actor { get; init; }

    /// <summary>The bulk that it is part of; null for a single update.</summary>
    public BulkMember? Member { get; }

    public CallPriority Priority => Position is null ? CallPriority.Caller : CallPriority.Queue;

    /// <summary>Whether it can only be planned with the record.</summary>
    public bool NeedsRecord { get; }

    /// <summary>Whether the catalog is known to be new enough, however the record's labels differ from it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether a new value is a choice, whose id was found in the catalog.</summary>
    public bool ChangesChoices => _wanted.Fields.Any(changed => changed.Choices is not null);

    // Needed only when updates of one record wait for each other.
    private HashSet<string> Changes => _changes ??= Names(_wanted.Fields);

    private HashSet<string> Reads => _reads ??= Names([.. _conditions.Fields, .. _conditions.ParentsInRecord, .. _wanted.ParentsInRecord]);

    /// <summary>Whether the order of the two matters: one reads or changes a field that the other changes.</summary>
    public bool MustFollow(PreparedUpdate earlier) =>
        Changes.Overlaps(earlier.Changes) || Changes.Overlaps(earlier.Reads) || Reads.Overlaps(earlier.Changes);

    /// <summary>Whether an update by another catalog makes the same changes.</summary>
    public bool MeansTheSame(PreparedUpdate other) =>
        Values(_changesWithoutRecord).SequenceEqual(Values(other._changesWithoutRecord))
        && (!_wanted.DependOnRecord || Choices(_wanted.Fields).SequenceEqual(Choices(other._wanted.Fields)));

    /// <summary>Whether it reads one of these fields of the record.</summary>
    public bool DependsOn(IEnumerable<Change> changes) => changes.Any(change => Reads.Contains(change.Field.Name));

    /// <summary>The update with all its values, checked against the record.</summary>
    /// <param name="before">The record; null only where <see cref="NeedsRecord"/> is false.</param>
    public Result<PlannedUpdate> Plan(Record? before)
    {
        if (!IsConfirmed && before is not null && Renewal.HasOtherLabels(before, _conditions.Fields))
        {
            return Renewal.LabelsDiffer;
        }

        var (problems, problemsOfConditions) = (new List<FailureDetail>(), new List<FailureDetail>());
        var update = new PlannedUpdate(Record, Catalog, before is null ? _changesWithoutRecord : _wanted.ToChanges(before, problems), before);
        var expected = _conditions.ToConditions(before, problemsOfConditions);

        // An earlier attempt of the same update may have broken its condition or a rule about other fields. Only a queued update says
        // whether there was one; a flow that retries a request does not.
        var isDone = before is not null && problems.Count == 0 && Verification.Shows(before, update);
        if (isDone && Position is { TriedBefore: true })
        {
            // Where nothing forbids it, it is sent again: a text that only resembles the new one may be an older one.
            var mayBeSent = problemsOfConditions.Count == 0 && Conditions.Conflict(expected, before) is null && !_system.Check(update).Any();
            return update with { IsMade = !mayBeSent || Verification.Has(before!, update) };
        }

        // Before any problem of the new values: these may not be among the choices of a record in another state.
        if (problemsOfConditions.Count == 0 && Conditions.Conflict(expected, before) is { } conflict)
        {
            return !isDone ? conflict
                : conflict with { Message = $"{conflict.Message} The record already has all the new values, perhaps by an earlier try of this update." };
        }

        problems.AddRange(problemsOfConditions);
        problems.AddRange(_system.Check(update));
        return problems.Count > 0 ? Failure.Invalid(problems) : update;
    }

    private static IEnumerable<(string, string?)> Values(IEnumerable<Change> changes) => changes.Select(change => (change.Field.Name, change.Value));

    private static IEnumerable<Choice> Choices(IEnumerable<Field> fields) => fields.SelectMany(field => field.Choices ?? []);

    private static HashSet<string> Names(IEnumerable<Field> fields) =>
        fields.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
}

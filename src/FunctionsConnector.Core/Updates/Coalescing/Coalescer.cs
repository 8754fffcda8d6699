using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>
/// Merges updates of one record into one PATCH. Two updates fit together if they change different fields, or the same fields to the
/// same values, and if each finds the record as it would find it in sequence.
/// </summary>
/// <param name="system">The system, whose rules the merged update must keep too.</param>
/// <param name="queued">Knows which updates a later one has superseded.</param>
/// <param name="readAt">When the head's reading of the record was asked for; null where there is none.</param>
internal sealed class Coalescer(ITargetSystem system, QueuedChanges queued, TimeSpan? readAt)
{
    /// <param name="head">The update that is about to be sent.</param>
    /// <param name="waiting">The updates behind it, in their order.</param>
    /// <returns>The merged update, and the waiting ones that are in it.</returns>
    public (PlannedUpdate Merged, IReadOnlyList<(QueueEntry Entry, PlannedUpdate Planned)> Members) Coalesce(
        PlannedUpdate head, IReadOnlyList<QueueEntry> waiting)
    {
        var merged = head;
        var members = new List<(QueueEntry, PlannedUpdate)>();
        var staying = new List<PreparedUpdate>();
        foreach (var entry in waiting)
        {
            if (!entry.RetriesIndividually
                && !staying.Exists(entry.Update.MustFollow)
                && (!entry.Update.NeedsRecord || readAt >= entry.AskedAt)
                && Plan(entry.Update, merged) is { } planned
                && Merge(merged, planned) is { } larger)
            {
                merged = larger;
                members.Add((entry, planned));
            }
            else
            {
                staying.Add(entry.Update);
            }
        }

        return (merged, members);
    }

    /// <returns>Null for an update that must read the record itself, that will be refused, or that changes nothing.</returns>
    private PlannedUpdate? Plan(PreparedUpdate update, PlannedUpdate merged)
    {
        var cannotKnow = update.DependsOn(merged.Changes) || (update.NeedsRecord && merged.Before is null);
        return !cannotKnow
            && ReferenceEquals(update.Catalog, merged.Catalog)
            && update.Plan(update.NeedsRecord ? merged.Before : null).Succeeded(out var planned, out _)
            && queued.CheckSuperseded(planned, update.Position) is null
            && !(planned.Before is { } before && Verification.Shows(before, planned))
                ? planned
                : null;
    }

    private PlannedUpdate? Merge(PlannedUpdate merged, PlannedUpdate planned)
    {
        var changes = merged.Changes.ToList();
        foreach (var change in planned.Changes)
        {
            if (merged.ChangeOf(change.Field.Name) is not { } same)
            {
                changes.Add(change);
            }
            else if (same.Value != change.Value)
            {
                return null;
            }
        }

        var larger = merged with { Changes = changes };
        var isKnown = larger.Before is not null || !system.NeedsRecord(larger.Catalog, changes.ConvertAll(change => change.Field));
        return isKnown && !system.Check(larger).Any() ? larger : null;
    }
}

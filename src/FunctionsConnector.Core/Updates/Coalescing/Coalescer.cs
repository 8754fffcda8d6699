using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>
/// Merges updates of one record into one PATCH. Two updates are compatible if they change different fields, or the same fields to the
/// same values, and if each one depends only on values that the record also has in sequence.
/// </summary>
/// <param name="system">The system. The merged update must obey its rules.</param>
/// <param name="queued">The superseded updates.</param>
/// <param name="actor">In whose name the head is sent: one PATCH has one name.</param>
/// <param name="lastBeforeReading">The arrival of the last update that was requested before the head read the record.</param>
internal sealed class Coalescer(ITargetSystem system, QueuedChanges queued, string? actor, long lastBeforeReading)
{
    /// <summary>Whether queued updates may be sent now; else only those of callers.</summary>
    public bool TakesQueued { get; init; } = true;

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
                && (TakesQueued || entry.Update.Position is null)
                && entry.Update.Actor == actor
                && !staying.Exists(entry.Update.MustFollow)
                && Plan(entry, merged) is { } planned
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

    /// <returns>
    /// Null for an update that must read the record itself, because no reading or an older one is there, that will be refused, or that
    /// changes nothing.
    /// </returns>
    private PlannedUpdate? Plan(QueueEntry entry, PlannedUpdate merged)
    {
        var update = entry.Update;
        var cannotKnow = update.DependsOn(merged.Changes)
            || (update.NeedsRecord && (merged.Before is null || entry.Arrival > lastBeforeReading));
        return !cannotKnow
            && ReferenceEquals(update.Catalog, merged.Catalog)
            && update.Plan(update.NeedsRecord ? merged.Before : null).Succeeded(out var planned, out _)
            && queued.CheckSuperseded(planned, update.Position) is null
            && !Verification.IsUnneeded(planned)
                ? planned
                : null;
    }

    private PlannedUpdate? Merge(PlannedUpdate merged, PlannedUpdate planned)
    {
        var changes = merged.Changes.ToList();
        foreach (var change in planned.Changes)
        {
            if (merged.Changes.FirstOrDefault(one => one.Field.Name == change.Field.Name) is not { } same)
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

using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>
/// Chooses which updates travel in one PATCH: those that change other fields, or the same ones to the same values, and that meet the
/// record as they would have met it one after the other.
/// </summary>
/// <param name="system">Whose rules the joint update must keep, too.</param>
/// <param name="queued">Knows which updates must not be made any more.</param>
internal sealed class Joiner(ITargetSystem system, QueuedChanges queued)
{
    /// <param name="first">The update that is about to be sent.</param>
    /// <param name="waiting">Those that wait behind it, in their order.</param>
    public JointUpdate Join(PlannedUpdate first, IReadOnlyList<WaitingUpdate> waiting)
    {
        var joint = first;
        var companions = new List<(WaitingUpdate, PlannedUpdate)>();
        var staying = new List<PreparedUpdate>();
        foreach (var candidate in waiting)
        {
            if (!candidate.GoesAlone
                && !staying.Exists(candidate.Update.MustFollow)
                && Plan(candidate.Update, joint) is { } planned
                && Merge(joint, planned) is { } merged)
            {
                joint = merged;
                companions.Add((candidate, planned));
            }
            else
            {
                staying.Add(candidate.Update);
            }
        }

        return new JointUpdate(joint, companions);
    }

    /// <returns>Null for an update that needs a look of its own at the record, or will be refused, or has nothing to do.</returns>
    private PlannedUpdate? Plan(PreparedUpdate update, PlannedUpdate joint)
    {
        var cannotKnow = update.DependsOn(joint.Changes) || (update.NeedsRecord && joint.Before is null);
        return !cannotKnow
            && ReferenceEquals(update.Catalog, joint.Catalog)
            && update.Plan(update.NeedsRecord ? joint.Before : null).Succeeded(out var planned, out _)
            && queued.Supersede(planned, update.Place) is null
            && !(planned.Before is { } before && Confirmation.Shows(before, planned))
                ? planned
                : null;
    }

    private PlannedUpdate? Merge(PlannedUpdate joint, PlannedUpdate planned)
    {
        var changes = joint.Changes.ToList();
        foreach (var change in planned.Changes)
        {
            if (joint.ChangeOf(change.Field.Name) is not { } same)
            {
                changes.Add(change);
            }
            else if (same.Value != change.Value)
            {
                return null;
            }
        }

        var merged = joint with { Changes = changes };
        var isKnown = merged.Before is not null || !system.NeedsRecord(merged.Catalog, changes.ConvertAll(change => change.Field));
        return isKnown && !system.Check(merged).Any() ? merged : null;
    }
}

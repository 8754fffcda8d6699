using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Whether a record was changed again after the vendor accepted an update, by the record's own stamp of its last change.</summary>
internal static class LaterChange
{
    private const string CannotTell = "Somebody may have changed the record since; whether that is so cannot be told.";

    /// <summary>The clocks of a vendor's web server and database differ by less. <c>Date</c> has whole seconds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>No call takes longer, so a stamp that is older is of a change before it.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(5);

    /// <summary>Whether the reading is certainly of a moment before the update: its stamp is older than that in the vendor's own response.</summary>
    public static bool IsBeforeUpdate(WriteResult.Accepted accepted, Record seen) => accepted.Echo?.ChangedAt > seen.ChangedAt;

    /// <summary>What the stamps tell, as a sentence for the caller.</summary>
    public static string Describe(PlannedUpdate update, WriteResult.Accepted accepted, Record seen)
    {
        if (seen.ChangedAt is not { } last)
        {
            return CannotTell;
        }

        var at = CanonicalText.From(last);
        if (accepted.Echo is { ChangedAt: { } own } echo)
        {
            // Two changes may have the same stamp: then the response shows the values, and the reading does not.
            return last == own && Verification.Shows(echo, update) ? CannotTell
                : last > own ? $"The record was changed again afterwards, at {at}." : $"Nobody has changed the record since the response: it was last changed at {at}.";
        }

        if (update.Before?.ChangedAt == last || last < accepted.AnsweredAt - LongestCall)
        {
            return $"The record shows no change since {at}, which was before the update.";
        }

        return last > accepted.AnsweredAt + Slack ? $"The record was changed again afterwards, at {at}." : CannotTell;
    }
}

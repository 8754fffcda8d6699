using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>
/// Sends an update whose turn it is, and with it those that wait for the same record: a vendor's calls are scarce, and one that
/// changes two fields costs no more than one that changes one.
/// </summary>
internal static class Departure
{
    /// <returns>What was sent with this update in it. Where several were refused together, it is the update alone.</returns>
    public static async Task<SentUpdate> SendAsync(
        ITargetSystem system, RecordTurn turn, OutgoingUpdate outgoing, CancellationToken cancellationToken)
    {
        SentUpdate? sent = null;
        try
        {
            var answer = await system.SendAsync(outgoing, cancellationToken);
            sent = new SentUpdate(outgoing.Sent, answer);
            if (!turn.HasCompanions || !sent.IsRefusedForItsContent)
            {
                return sent;
            }

            // Nobody is to pay for another's mistake.
            sent = null;
        }
        finally
        {
            turn.TellCompanions(sent);
        }

        var alone = new OutgoingUpdate(outgoing.First, outgoing.Patch, () => outgoing.First) { Urgency = outgoing.Urgency };
        return new SentUpdate(alone.First, await system.SendAsync(alone, cancellationToken));
    }
}

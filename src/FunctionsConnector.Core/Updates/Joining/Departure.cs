using System.Diagnostics;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

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
        using var step = Tracing.Start(TelemetryNames.Send);
        SentUpdate? sent = null;
        try
        {
            var answer = await system.SendAsync(outgoing, cancellationToken);
            sent = new SentUpdate(outgoing.Sent, answer) { Span = step?.Context ?? default };
            Tell(step, outgoing, turn.Companions);
            if (turn.Companions == 0 || !sent.IsRefusedForItsContent)
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

        var alone = new OutgoingUpdate(outgoing.First, outgoing.Body, () => outgoing.First) { Urgency = outgoing.Urgency };
        sent = new SentUpdate(alone.First, await system.SendAsync(alone, cancellationToken));
        Tell(step, alone, companions: 0);
        return sent;
    }

    private static void Tell(Activity? step, OutgoingUpdate outgoing, int companions)
    {
        step?.SetTag(TelemetryAttributes.Joined, companions);
        if (outgoing.IsClosed)
        {
            Metering.Sent(outgoing.First.Record.System, 1 + companions);
        }
    }
}

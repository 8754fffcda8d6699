using System.Diagnostics;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>
/// Sends an update whose turn it is, and with it those that wait for the same record: a vendor's calls are scarce, and one that
/// changes two fields costs no more than one that changes one.
/// </summary>
/// <param name="confirmation">Looks at the record where the answer to several does not say which of them went in.</param>
internal sealed class Departure(Confirmation confirmation)
{
    /// <param name="system">The system.</param>
    /// <param name="turn">The update's turn.</param>
    /// <param name="outgoing">The update, and whoever joins it until it is sent.</param>
    /// <param name="untilConfirmed">Ends the look at the record.</param>
    /// <param name="untilStarted">Ends the waiting for the moment at which it may be sent.</param>
    /// <returns>What was sent with this update in it. Where several were refused together, it is the update alone.</returns>
    public async Task<SentUpdate> SendAsync(
        ITargetSystem system, RecordTurn turn, OutgoingUpdate outgoing, TimeLimit untilConfirmed, CancellationToken untilStarted)
    {
        using var step = Tracing.Start(TelemetryNames.Send);
        SentUpdate? sent = null;
        Predicate<PlannedUpdate> goesAlone = Everybody;
        try
        {
            var answer = await system.SendAsync(outgoing, untilStarted);
            sent = new SentUpdate(outgoing.Sent, answer) { Span = step?.Context ?? default };
            Tell(step, outgoing, turn.Companions);
            if (turn.Companions == 0)
            {
                return sent;
            }

            goesAlone = await WhoGoesAloneAsync(system, sent, untilConfirmed);
            if (!goesAlone(outgoing.First))
            {
                return sent;
            }
        }
        finally
        {
            turn.TellCompanions(sent, goesAlone);
        }

        var alone = new OutgoingUpdate(outgoing.First, outgoing.Body, () => outgoing.First) { Urgency = outgoing.Urgency };
        sent = new SentUpdate(alone.First, await system.SendAsync(alone, untilStarted));
        Tell(step, alone, companions: 0);
        return sent;
    }

    /// <summary>
    /// Nobody is to pay for another's mistake, so those who were refused together go alone. Where the refusal leaves doubt the record
    /// tells who went in: sent again, such a one would find its own value there, or its condition broken by itself, and be told that
    /// nothing was done.
    /// </summary>
    private async Task<Predicate<PlannedUpdate>> WhoGoesAloneAsync(ITargetSystem system, SentUpdate sent, TimeLimit untilConfirmed)
    {
        if (!sent.IsRefusedForItsContent)
        {
            return Nobody;
        }

        if (sent.Answer is WriteAnswer.Refused)
        {
            return Everybody;
        }

        var seen = await sent.LookAsync(confirmation, system, untilConfirmed.Token);
        return update => Confirmation.IsAbsent(update, seen);
    }

    private static bool Everybody(PlannedUpdate update) => true;

    private static bool Nobody(PlannedUpdate update) => false;

    private static void Tell(Activity? step, OutgoingUpdate outgoing, int companions)
    {
        step?.SetTag(TelemetryAttributes.Joined, companions);
        if (outgoing.IsClosed)
        {
            Metering.Sent(outgoing.First.Record.System, 1 + companions);
        }
    }
}

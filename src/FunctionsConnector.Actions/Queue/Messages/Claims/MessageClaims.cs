using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Queue.Messages.Claims;

/// <summary>Handles a message in one instance only: a message that comes to another instance gets the outcome that it already has.</summary>
/// <param name="services">The table, its clock, and the name of this instance.</param>
/// <param name="order">The order of the messages.</param>
/// <param name="waiting">What messages wait for.</param>
internal sealed class MessageClaims(SharedServices services, MessageOrder order, WaitingUpdates waiting)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>So long an outcome waits for the table, also while the process stops: a stop waits for requests for longer.</summary>
    private static readonly TimeSpan LongestRecording = TimeSpan.FromMinutes(1);

    /// <summary>A message that another instance handles is looked at again after so long.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(10);

    /// <summary>The outcome of the message: the one it has, or that of the attempt.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="position">Its position in the order.</param>
    /// <param name="attempt">Makes the update.</param>
    public async Task<MessageOutcome> RunAsync(QueueMessage message, QueuePosition position, Func<QueuePosition, Task<MessageOutcome>> attempt)
    {
        var start = services.Time.GetTimestamp();
        var claim = ClaimOf(message);
        while (true)
        {
            if (!(await claim.TakeAsync()).Succeeded(out var row, out var failure))
            {
                var wait = waiting.Add(string.Empty, WaitReason.Coordination, CoordinationFailure.Of(failure).RetryAfter);
                if (!await waiting.HoldAsync(WaitReason.Coordination, wait, start))
                {
                    order.NotTried(message, position);
                    return MessageHandler.Later(PostponedMessage.AfterWait(message), wait) with { Reason = WaitReason.Coordination };
                }

                continue;
            }

            waiting.End(string.Empty);
            if (row.Outcome is { } known && !IsBeingPut(row))
            {
                order.Remove(message);
                return known;
            }

            if (row.Outcome is null && row.Owner == services.Instance)
            {
                return await RunAsync(claim, claim.IsTakenOver ? position with { TriedBefore = true } : position, attempt);
            }

            if (!await waiting.HoldAsync(WaitReason.RecordQueue, Poll * (0.5 + (services.Random() / 2)), start))
            {
                order.NotTried(message, position);
                return Elsewhere;
            }
        }
    }

    /// <summary>Notes that the rejected or poison message is on its queue.</summary>
    public Task MarkKeptAsync(QueueMessage message) => ClaimOf(message).MarkKeptAsync();

    /// <summary>Whether another instance puts the rejected or poison message on its queue now, so that this one does not put another one there.</summary>
    private bool IsBeingPut(ClaimRow row) =>
        row is { IsKept: false } && (row.Rejected ?? row.Poison) is not null && row.Owner != services.Instance && services.Table.Clock.Earliest < row.Until;

    /// <summary>Another instance handles the message, so this one leaves it where it is.</summary>
    private static MessageOutcome.Retained Elsewhere { get; } = new(LongPause);

    private async Task<MessageOutcome> RunAsync(MessageClaim claim, QueuePosition position, Func<QueuePosition, Task<MessageOutcome>> attempt)
    {
        MessageOutcome outcome;
        var timer = claim.NewTimer();
        var renewing = claim.RenewAsync(timer);
        try
        {
            outcome = await attempt(position);
        }
        finally
        {
            timer.Dispose();
            await renewing;
        }

        if (outcome is not MessageOutcome.Ended ended)
        {
            return await claim.RemoveAsync() ? outcome : Elsewhere;
        }

        for (var start = services.Time.GetTimestamp(); ;)
        {
            var recorded = await claim.EndAsync(ended);
            if (recorded.Failure is null)
            {
                return recorded.Value is { } known ? known : Elsewhere;
            }

            // The update is made. Where the table stays down, a second outcome is possible only if the message is delivered again.
            if (services.Time.GetElapsedTime(start) > LongestRecording)
            {
                return ended;
            }

            waiting.Add(string.Empty, WaitReason.Coordination, Pause);
            await Task.Delay(Pause, services.Time);
        }
    }

    private MessageClaim ClaimOf(QueueMessage message)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Id} {message.Text}")));
        return new MessageClaim(services.Table, new RowKey($"message-{hash[..2]}", $"{message.Id} {hash}"), services.Instance, services.Time);
    }
}

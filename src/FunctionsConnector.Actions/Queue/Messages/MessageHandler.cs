using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Queue.Messages.Claims;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// Makes the update of a message with the rules, limits and log of an HTTP call, and decides what happens to the message.
/// </summary>
internal sealed class MessageHandler(
    ActionRunner runner, Updater updater, MessageOrder order, WaitingUpdates waiting, MessageClaims? claims, ConnectorSettings settings, TimeProvider time)
{
    /// <summary>The name of the function, and of the operation in the log.</summary>
    public const string FunctionName = "UpdateFromQueue";

    /// <summary>After so many attempts with a retryable failure a message goes to the poison queue.</summary>
    public const int MaxAttempts = 5;

    /// <summary>
    /// The limit for a message that is too long to be postponed. Its waits count as deliveries too, and another process does not know how
    /// many of them were waits.
    /// </summary>
    private const int MaxDeliveriesOfLong = 10 * MaxAttempts;

    private static readonly ActionRoute Route = new(
        FunctionName, "POST", FunctionName, ActionVisibility.Internal, services => new UpdateAction(services.GetRequiredService<Updater>(), UpdateFieldsBody.Read))
    {
        Writes = true,
    };

    /// <summary>
    /// The queue's access rules replace the API key: every sender may update every record, and act for others where any caller may, because
    /// those callers' updates are queued here too.
    /// </summary>
    private readonly Caller _sender = new("queue", [])
    {
        MayActAs = settings.ApiKeys.Any(key => key.MayActAs) || settings.Entra?.Callers.Any(caller => caller.MayActAs) is true,
    };

    private readonly UpdateAction _action = new(updater, UpdateFieldsBody.Read);
    private readonly OutcomeCache _outcomes = new();
    private readonly TimeSpan _minWait = settings.Queue?.VisibilityTimeout ?? TimeSpan.Zero;

    /// <summary>
    /// Handles one delivery of a message. A repeated delivery of a completed message returns the same outcome. A message that was delivered too
    /// often for another attempt goes to the poison queue without one.
    /// </summary>
    public Task<MessageOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        message = order.WithoutWaits(message);
        return _outcomes.GetOrAddAsync(
            message,
            () =>
            {
                // First, because it is the order in which the messages came.
                var position = order.PositionOf(message);
                return claims is null
                    ? HandleAsync(message, position, cancellationToken)
                    : claims.RunAsync(message, position, known => HandleAsync(message, known, cancellationToken));
            },
            cancellationToken);
    }

    /// <summary>Notes that the rejected or poison message is on its queue, so that a repeated delivery does not put another one there.</summary>
    public Task MarkKeptAsync(QueueMessage message)
    {
        _outcomes.MarkKept(message);
        return claims is null ? Task.CompletedTask : claims.MarkKeptAsync(message);
    }

    /// <summary>The message that replaces one whose outcome could not be put: the queue's count of its deliveries measures crashes only.</summary>
    public MessageOutcome Unsettled(QueueMessage message) => Later(PostponedMessage.Of(message), _minWait);

    private static bool IsAbandoned(QueueMessage message) =>
        message.Deliveries > MaxAttempts && (message.Deliveries > MaxDeliveriesOfLong || Fits(PostponedMessage.Of(message).Write()));

    private Task<MessageOutcome> HandleAsync(QueueMessage message, QueuePosition position, CancellationToken cancellationToken) => IsAbandoned(message)
        ? Task.FromResult<MessageOutcome>(Poisoned(message, UpdateMessage.Read(message.Text).Id, Abandoned(message)))
        : AttemptAsync(message, position, cancellationToken);

    private async Task<MessageOutcome> AttemptAsync(QueueMessage message, QueuePosition position, CancellationToken cancellationToken)
    {
        MessageSpan.Mark(message, time);
        var start = time.GetTimestamp();
        while (true)
        {
            var (messageId, system, reply) = await RunAsync(message, position, cancellationToken);
            if (reply.Failure is not { Wait: { } reason } failure)
            {
                if (reply.Failure is null && system is not null)
                {
                    waiting.End(system);
                }

                return OutcomeOf(message, messageId, reply);
            }

            var wait = waiting.Add(system ?? string.Empty, reason, failure.RetryAfter);
            if (!await waiting.HoldAsync(reason, wait, start))
            {
                order.NotTried(message, position);
                return Later(PostponedMessage.AfterWait(message), wait) with { Reason = reason };
            }
        }
    }

    private async Task<(string? MessageId, string? System, ActionReply Reply)> RunAsync(QueueMessage message, QueuePosition position, CancellationToken cancellationToken)
    {
        var request = new ActionRequest(_sender, RequestIdOf(message))
        {
            Position = position,
            Correlation = new Correlation { InvocationId = message.InvocationId },
        };
        var (messageId, read) = UpdateMessage.Read(message.Text);
        if (!read.Succeeded(out var update, out var failure))
        {
            return (messageId, null, runner.Refuse(Route, request, failure));
        }

        request = request with
        {
            System = update.System,
            RecordType = update.RecordType,
            RecordId = update.RecordId,
            ContentType = "application/json",
            Body = update.Body,
        };
        return (messageId, update.System, await runner.RunAsync(Route, _action, request, cancellationToken));
    }

    private MessageOutcome OutcomeOf(QueueMessage message, string? messageId, ActionReply reply)
    {
        if (reply.Failure is not { } failure)
        {
            // The attempt was cancelled, so the outcome of the update is not known. The next attempt finds out.
            return reply.Body.IsEmpty ? Retry(message, TimeSpan.Zero) : Ended(message, new(ResultJson.Result(reply, messageId ?? message.Id)));
        }

        if (failure.Code.IsRetryable)
        {
            return message.Attempt < MaxAttempts
                ? Retry(message, TimeSpan.FromSeconds(ErrorBody.SecondsToWait(failure) ?? 0))
                : Poisoned(message, messageId, reply);
        }

        return ResultJson.Rejected(reply, MessageText.Decode(message.Text)) is { } rejected
            ? Ended(message, new(ResultJson.Result(reply, messageId ?? message.Id)) { Rejected = rejected })
            : Poisoned(message, messageId, reply, ResultJson.TooLargeToReject);
    }

    private MessageOutcome.Ended Poisoned(QueueMessage message, string? messageId, ActionReply reply, string? note = null) =>
        Ended(message, new(ResultJson.Result(reply, messageId ?? message.Id, note)) { Poison = message.Text });

    private MessageOutcome.Ended Ended(QueueMessage message, MessageOutcome.Ended ended)
    {
        order.Remove(message);
        return ended;
    }

    private MessageOutcome Retry(QueueMessage message, TimeSpan wait) => Later(PostponedMessage.Of(message), wait > _minWait ? wait : _minWait);

    /// <summary>The message again after the wait; itself where it is too long to be postponed.</summary>
    public static MessageOutcome Later(PostponedMessage postponed, TimeSpan wait)
    {
        var text = postponed.Write();
        return Fits(text) ? new MessageOutcome.Postponed(text, wait) : new MessageOutcome.Retained(wait);
    }

    private static bool Fits(string text) => Encoding.UTF8.GetByteCount(text) <= StorageQueue.LargestMessage;

    private static ActionReply Abandoned(QueueMessage message) => ActionReply.Of(
        new(Core.Failures.FailureCode.OutcomeUnknown, $"The update was started {message.Deliveries - 1} times and never ended. Whether the record was changed is not known."),
        RequestIdOf(message));

    /// <summary>The same at each attempt, so that two results of one message are equal. Not the sender's id, which could be any text.</summary>
    private static string RequestIdOf(QueueMessage message) =>
        (CanonicalText.TryGuid(message.Id, out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(message.Id)).AsSpan(0, 16))).ToString("N");
}

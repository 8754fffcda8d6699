using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// Makes the update that a message asks for, on the way of an HTTP call (the same rules, limits and log), and decides what is to become
/// of the message.
/// </summary>
internal sealed class MessageHandler(ActionRunner runner, Updater updater, MessageMemory memory, ConnectorSettings settings, TimeProvider time)
{
    /// <summary>The name of the function, and of the operation in the log.</summary>
    public const string FunctionName = "UpdateFromQueue";

    /// <summary>A message that can succeed later is tried so often, and then goes to the poison queue.</summary>
    public const int MostAttempts = 5;

    /// <summary>Whoever may put a message may change what the message names: the queue's own access rules are the key.</summary>
    private static readonly Caller Sender = new("queue", []);

    private static readonly ActionRoute Route = new(
        FunctionName, "POST", FunctionName, ActionVisibility.Internal, services => new UpdateFieldsAction(services.GetRequiredService<Updater>()))
    {
        Writes = true,
    };

    private readonly UpdateFieldsAction _action = new(updater);
    private readonly KnownOutcomes _known = new();
    private readonly TimeSpan _leastWait = settings.Queue?.VisibilityTimeout ?? TimeSpan.Zero;

    /// <summary>Handles one delivery of a message. One that is delivered again although it has ended gets the same outcome again.</summary>
    public Task<MessageOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken) =>
        _known.OnceAsync(message, () => TryAsync(message, cancellationToken), cancellationToken);

    /// <summary>
    /// What became of a message that was delivered too often to be tried once more: the outcome that is known of it, else it goes to
    /// the poison queue untried.
    /// </summary>
    public async Task<MessageOutcome> GiveUpAsync(QueueMessage message, CancellationToken cancellationToken) =>
        await _known.FindAsync(message, cancellationToken) ?? Poisoned(message, UpdateMessage.Read(message.Text).Id, GivenUp(message));

    private async Task<MessageOutcome> TryAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        MessageSpan.Mark(message, time);
        var (messageId, reply) = await RunAsync(message, memory.Place(message), cancellationToken);
        return OutcomeOf(message, messageId, reply);
    }

    private async Task<(string? MessageId, ActionReply Reply)> RunAsync(QueueMessage message, QueuePosition place, CancellationToken cancellationToken)
    {
        var request = new ActionRequest(Sender, RequestIdOf(message))
        {
            Place = place,
            Correlation = new Correlation { InvocationId = message.InvocationId },
        };
        var (messageId, read) = UpdateMessage.Read(message.Text);
        if (!read.Succeeded(out var update, out var failure))
        {
            return (messageId, runner.Refuse(Route, request, failure));
        }

        request = request with
        {
            System = update.System,
            RecordType = update.RecordType,
            RecordId = update.RecordId,
            ContentType = "application/json",
            Body = update.Body,
        };
        return (messageId, await runner.RunAsync(Route, _action, request, cancellationToken));
    }

    private MessageOutcome OutcomeOf(QueueMessage message, string? messageId, ActionReply reply)
    {
        if (reply.Failure is not { } failure)
        {
            // Nobody waits for the reply any more, so what became of the update is not known; the next try finds out.
            return reply.Body.IsEmpty ? Later(message, TimeSpan.Zero) : Ended(message, new(ResultJson.Result(reply, messageId ?? message.Id)));
        }

        if (failure.Code.IsRetryable)
        {
            return message.Attempt < MostAttempts
                ? Later(message, TimeSpan.FromSeconds(ErrorBody.SecondsToWait(failure) ?? 0))
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
        memory.Forget(message);
        return ended;
    }

    private MessageOutcome Later(QueueMessage message, TimeSpan wait)
    {
        wait = wait > _leastWait ? wait : _leastWait;
        var postponed = PostponedMessage.Of(message).Write();
        return Encoding.UTF8.GetByteCount(postponed) <= StorageQueue.LargestMessage
            ? new MessageOutcome.Postponed(postponed, wait)
            : new MessageOutcome.Stays(wait);
    }

    private static ActionReply GivenUp(QueueMessage message) => ActionReply.Of(
        new(Core.Failures.FailureCode.OutcomeUnknown, $"The update was begun {message.Deliveries - 1} times and never ended. Whether the record was changed is not known."),
        RequestIdOf(message));

    /// <summary>The same at each try, so that two results of one message are equal; never the sender's id, which could be anything.</summary>
    private static string RequestIdOf(QueueMessage message) =>
        (Guid.TryParse(message.Id, out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(message.Id)).AsSpan(0, 16))).ToString("N");
}

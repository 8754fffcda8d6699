using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Actions;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Rendering;
using FunctionsConnector.Security;
using FunctionsConnector.Telemetry;

namespace FunctionsConnector.Queue.Messages;

/// <summary>
/// Makes the update that a message asks for, on the way of an HTTP call (the same rules, limits and log), and says what is to become
/// of the message.
/// </summary>
public sealed class QueueMessageHandler(ActionRunner runner, Updater updater, MessageMemory memory, TimeProvider time)
{
    /// <summary>The function's name, which is also the path at which the Functions host calls it.</summary>
    public const string FunctionName = "UpdateFromQueue";

    /// <summary>Whoever may put a message may change what the message names: the queue's own access rules are the key.</summary>
    private static readonly Caller Sender = new("queue", []);

    /// <summary>
    /// What waits longer is left to the queue: this and the longest request together stay below the <c>functionTimeout</c> of host.json.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly ActionRoute Route = new(
        FunctionName, "POST", $"/{FunctionName}", ActionVisibility.Internal, services => new UpdateFieldsAction(services.GetRequiredService<Updater>()))
    {
        Writes = true,
    };

    private readonly UpdateFieldsAction _action = new(updater);
    private readonly KnownOutcomes _known = new();

    /// <summary>Handles one try of a message. One that is handed out again although it is done with gets the same outcome again.</summary>
    public Task<MessageOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken) =>
        _known.OnceAsync(message, () => TryAsync(message, cancellationToken), cancellationToken);

    /// <summary>What became of a message, or is becoming of it right now; null where nothing is known of it. Nothing is tried.</summary>
    public Task<MessageOutcome?> KnownAsync(QueueMessage message, CancellationToken cancellationToken) => _known.FindAsync(message, cancellationToken);

    private async Task<MessageOutcome> TryAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        MessageSpan.Mark(message, time);
        var wait = memory.WaitOf(message);
        var place = memory.Place(message);
        if (wait > LongestWait)
        {
            return new MessageOutcome.Later(wait);
        }

        await Task.Delay(wait, time, cancellationToken);
        var (messageId, reply) = await RunAsync(message, place, cancellationToken);
        return OutcomeOf(message, messageId ?? message.Id, reply);
    }

    private async Task<(string? MessageId, ActionReply Reply)> RunAsync(QueueMessage message, QueuePlace place, CancellationToken cancellationToken)
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

    private MessageOutcome OutcomeOf(QueueMessage message, string messageId, ActionReply reply)
    {
        if (reply.Failure is not { } failure)
        {
            // Nobody waits for the reply any more, so what became of the update is not known; the next try will tell.
            return reply.Body.IsEmpty ? Later(message, TimeSpan.Zero) : Done(message, new(ResultJson.Result(reply, messageId), null));
        }

        if (failure.Code.IsRetryable)
        {
            return Later(message, TimeSpan.FromSeconds(ErrorBody.SecondsToWait(failure) ?? 0));
        }

        return ResultJson.Rejected(reply, MessageText.Decode(message.Text)) is { } rejected
            ? Done(message, new(ResultJson.Result(reply, messageId), rejected))
            // Too large to be kept beside its error: it will be in the poison queue, whole.
            : Later(message, TimeSpan.Zero);
    }

    private MessageOutcome.Done Done(QueueMessage message, MessageOutcome.Done done)
    {
        memory.Forget(message);
        return done;
    }

    private MessageOutcome.Later Later(QueueMessage message, TimeSpan wait)
    {
        memory.Postpone(message, wait);
        return new MessageOutcome.Later(wait);
    }

    /// <summary>The same at each try, so that two results of one message are equal; never the sender's id, which could be anything.</summary>
    private static string RequestIdOf(QueueMessage message) =>
        (Guid.TryParse(message.Id, out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(message.Id)).AsSpan(0, 16))).ToString("N");
}

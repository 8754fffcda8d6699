using System.Diagnostics;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>Handles one delivery of a message and puts its outcome on the other queues, in both homes alike.</summary>
public sealed class MessageProcessor
{
    private readonly MessageHandler _handler;
    private readonly UpdateQueues? _queues;
    private readonly ILogger<MessageProcessor> _logger;

    internal MessageProcessor(MessageHandler handler, ConfiguredQueues configured, ILogger<MessageProcessor> logger) =>
        (_handler, _queues, _logger) = (handler, configured.Queues, logger);

    private UpdateQueues Queues => _queues ?? throw new InvalidOperationException("No queue is configured, so there can be no message.");

    /// <summary>Handles a delivery to its end.</summary>
    /// <returns>Null where the message may be deleted; else why it has to stay on its queue.</returns>
    public async Task<Failure?> ProcessAsync(QueueMessage message)
    {
        // Under Azure Functions the current span is that of the worker's connection to its host.
        Activity.Current = null;
        using var span = MessageSpan.Start(Queues.Updates.Name);
        try
        {
            var outcome = await OutcomeOfAsync(message);
            return outcome is MessageOutcome.Retained
                ? new Failure(FailureCode.SystemUnavailable, $"Message {message.Id} stays on its queue: it will be retried and is too long for a postponed message, or another instance handles it.")
                : await PutAsync(message, outcome);
        }
        catch (Exception exception)
        {
            // What is thrown here goes to the Functions host, past the redaction of our log.
            _logger.Crashed(exception, MessageHandler.FunctionName, message.Id);
            return new Failure(FailureCode.InternalError, $"Message {message.Id} met an error of the connector. Its log has the reason.");
        }
    }

    /// <summary>The outcome of this delivery.</summary>
    internal Task<MessageOutcome> OutcomeOfAsync(QueueMessage message) => _handler.HandleAsync(message, CancellationToken.None);

    /// <summary>Puts the outcome on its queues. The caller deletes the message after that: a crash in between duplicates it and loses nothing.</summary>
    internal async Task<Failure?> PutAsync(QueueMessage message, MessageOutcome outcome)
    {
        switch (outcome)
        {
            case MessageOutcome.Ended ended:
                return await PutAsync(message, ended) is { } failure ? await PutAgainAsync(message, failure) : null;
            case MessageOutcome.Postponed postponed:
                Log(message, postponed, postponed.Wait);
                return await PutAsync(postponed);
            default:
                throw new InvalidOperationException($"Outcome {outcome} has no message to put.");
        }
    }

    internal void Log(QueueMessage message, MessageOutcome outcome, TimeSpan wait)
    {
        if (outcome.Reason is { } reason)
        {
            _logger.Waits(message.Id, (long)wait.TotalSeconds, reason);
        }
        else
        {
            _logger.WillRetry(message.Id, message.Attempt, (long)wait.TotalSeconds);
        }
    }

    private async Task<Failure?> PutAsync(QueueMessage message, MessageOutcome.Ended ended)
    {
        var destination = ended switch
        {
            { Rejected: not null } => Queues.Rejected,
            { Poison: not null } => Queues.Poison,
            _ => Queues.Results,
        };
        if ((ended.Rejected ?? ended.Poison) is { } kept && !ended.IsKept)
        {
            if (ended.Poison is not null)
            {
                _logger.Poisoned(message.Id, message.Attempt);
            }

            if (await PutAsync(destination, kept, expires: false) is { } failure)
            {
                return failure;
            }

            await _handler.MarkKeptAsync(message);
        }

        var notPut = await PutAsync(Queues.Results, ended.Result, expires: true);
        if (notPut is null)
        {
            ConnectorMetrics.RecordMessage(destination.Name);
        }

        return notPut;
    }

    /// <summary>
    /// Puts the message again, in place of the one whose outcome could not be put. Otherwise the Functions host would move an update that was
    /// made to the poison queue, after as many failures of the storage.
    /// </summary>
    private async Task<Failure?> PutAgainAsync(QueueMessage message, Failure failure)
    {
        if (_handler.Unsettled(message) is not MessageOutcome.Postponed again || await PutAsync(again) is not null)
        {
            return failure;
        }

        _logger.NotSettled(message.Id, failure.Message);
        return null;
    }

    private async Task<Failure?> PutAsync(MessageOutcome.Postponed postponed) =>
        (await Queues.Updates.PutAsync(postponed.Message, expires: false, CancellationToken.None, postponed.Wait)).Failure;

    private static async Task<Failure?> PutAsync(StorageQueue queue, string text, bool expires) =>
        (await queue.PutAsync(text, expires, CancellationToken.None)).Failure;
}

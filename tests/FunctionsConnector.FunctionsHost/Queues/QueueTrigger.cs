using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FunctionsConnector.FunctionsHost.Workers;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.FunctionsHost.Queues;

/// <summary>Runs a function for the messages of a storage queue, in batches.</summary>
internal sealed class QueueTrigger
{
    private readonly AppFunction _function;
    private readonly FunctionsHostOptions _options;
    private readonly HostSettings _settings;
    private readonly WorkerSupervisor _supervisor;
    private readonly Invocations _invocations;
    private readonly QueueClient _queue;
    private readonly QueueClient _poison;

    public QueueTrigger(AppFunction function, FunctionsHostOptions options, HostSettings settings, WorkerSupervisor supervisor, Invocations invocations)
    {
        if (settings.MessageEncoding != "none")
        {
            throw new NotSupportedException("messageEncoding in host.json must be none: this host does not decode texts.");
        }

        (_function, _options, _settings, _supervisor, _invocations) = (function, options, settings, supervisor, invocations);
        var name = settings.Resolve(AppFunction.Text(function.Trigger, "queueName")!);
        var connection = AppFunction.Text(function.Trigger, "connection") ?? "Storage";
        var account = new QueueServiceClient(
            settings.Connection(connection) ?? throw new InvalidOperationException($"{function.Name}: there is no app setting {connection}."),
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        (_queue, _poison) = (account.GetQueueClient(name), account.GetQueueClient($"{name}-poison"));
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var running = new HashSet<Task>();
        var wait = _options.MinPollingInterval;
        await _queue.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        while (await WorkerAsync(stopping) is not null)
        {
            running.RemoveWhere(task => task.IsCompletedSuccessfully);
            if (running.Count > _settings.NewBatchThreshold)
            {
                await await Task.WhenAny(running);
                continue;
            }

            // Not cancelled: the service has hidden the batch, so it must be processed.
            var batch = (await _queue.ReceiveMessagesAsync(_settings.BatchSize, _options.MessageVisibility, CancellationToken.None)).Value;
            running.UnionWith(batch.Select(message => RunAsync(message, stopping)));
            wait = batch.Length > 0 ? _options.MinPollingInterval : Shorter(wait * 2, _options.MaxPollingInterval ?? _settings.MaxPollingInterval);
            if (batch.Length == 0)
            {
                await Task.WhenAny(Task.Delay(wait, stopping));
            }
        }

        await Task.WhenAll(running);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <returns>The running worker; null if the host ends first.</returns>
    private async Task<Worker?> WorkerAsync(CancellationToken stopping)
    {
        try
        {
            return await _supervisor.ReadyAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task RunAsync(QueueMessage message, CancellationToken stopping)
    {
        using var hidden = new HiddenMessage(_queue, message, _options.MessageVisibility);
        var succeeded = message.DequeueCount <= _settings.MaxDequeueCount
            && await WorkerAsync(stopping) is { } worker
            && await _invocations.RunAsync(worker, _function, Guid.NewGuid().ToString(), TriggerMessage.Of(message), [], traceParent: null, stopping);
        try
        {
            await FinishAsync(message, await hidden.EndAsync(), succeeded);
        }
        catch (RequestFailedException lost) when (lost.Status == StatusCodes.Status404NotFound)
        {
            // As in the real host, a message that was visible for a short time may run twice.
            _options.Lines.Enqueue($"Host: message {message.MessageId} became visible while it was worked on.");
        }
    }

    private async Task FinishAsync(QueueMessage message, string popReceipt, bool succeeded)
    {
        if (!succeeded && message.DequeueCount < _settings.MaxDequeueCount)
        {
            await _queue.UpdateMessageAsync(message.MessageId, popReceipt, (string?)null, _settings.VisibilityTimeout, CancellationToken.None);
            return;
        }

        if (!succeeded)
        {
            await _poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
            await _poison.SendMessageAsync(message.MessageText, CancellationToken.None);
        }

        await _queue.DeleteMessageAsync(message.MessageId, popReceipt, CancellationToken.None);
    }
}

using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>One queue of a storage account. Errors of the service, the network or the identity are failures, not exceptions.</summary>
internal sealed class StorageQueue(QueueClient client)
{
    public const int LargestBatch = 32;

    /// <summary>Bytes of a message's text.</summary>
    public const int LargestMessage = 64 * 1024;

    /// <summary>The time to live of a message that never expires ("Put Message", Azure Storage services REST API).</summary>
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    public string Name => client.Name;

    /// <summary>Whether the last call succeeded.</summary>
    public StorageHealth Health { get; } = new();

    /// <summary>Creates the queue where it is missing.</summary>
    public async Task<Failure?> CreateAsync(CancellationToken cancellationToken) =>
        (await TryAsync(() => client.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken)).Failure;

    /// <summary>
    /// Puts a message and creates the queue where it is missing: the Functions host does not create it, and an operator may delete it.
    /// After a lost response the message may be there twice.
    /// </summary>
    /// <param name="text">The text, not encoded.</param>
    /// <param name="expires">Whether it expires after the default of seven days.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="visibleAfter">The initial visibility delay, at most seven days; null for none.</param>
    /// <returns>The queue's id of the message.</returns>
    public Task<Result<string>> PutAsync(string text, bool expires, CancellationToken cancellationToken, TimeSpan? visibleAfter = null) => TryAsync(
        async () =>
        {
            var delay = visibleAfter is { } wait ? WholeSeconds(wait) : default(TimeSpan?);
            return Required((await SendAsync(text, delay, expires ? null : NeverExpires, cancellationToken))?.MessageId);
        },
        cancellationToken);

    /// <summary>Receives messages and makes them invisible to other consumers.</summary>
    public Task<Result<IReadOnlyList<ReceivedMessage>>> ReceiveAsync(int max, TimeSpan visibilityTimeout, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            QueueMessage[] messages = await client.ReceiveMessagesAsync(Math.Min(max, LargestBatch), WholeSeconds(visibilityTimeout), cancellationToken);
            return ListOf(messages, message => new ReceivedMessage(
                Required(message.MessageId),
                Required(message.PopReceipt),
                message.MessageText ?? string.Empty,
                message.DequeueCount,
                message.InsertedOn ?? default,
                message.NextVisibleOn ?? default));
        },
        cancellationToken);

    /// <summary>Peeks at the visible messages, at most 32.</summary>
    public Task<Result<IReadOnlyList<ReceivedMessage>>> PeekAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            PeekedMessage[] messages = await client.PeekMessagesAsync(LargestBatch, cancellationToken);
            return ListOf(messages, message => new ReceivedMessage(
                Required(message.MessageId), string.Empty, message.MessageText ?? string.Empty, message.DequeueCount, message.InsertedOn ?? default, default));
        },
        cancellationToken);

    /// <summary>Makes a message invisible for this time from now on; zero makes it visible at once.</summary>
    /// <returns>The message with its new receipt, or null where it was delivered again.</returns>
    public Task<Result<ReceivedMessage?>> SetVisibilityAsync(ReceivedMessage message, TimeSpan visibilityTimeout, CancellationToken cancellationToken) => IfHeldAsync(
        async () =>
        {
            UpdateReceipt receipt = await client.UpdateMessageAsync(
                message.Id, message.PopReceipt, visibilityTimeout: WholeSeconds(visibilityTimeout), cancellationToken: cancellationToken);
            return message with { PopReceipt = Required(receipt.PopReceipt) };
        },
        cancellationToken);

    /// <summary>Deletes a message. Returns no failure where it was delivered again.</summary>
    public async Task<Failure?> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken) => (await IfHeldAsync(
        async () =>
        {
            await client.DeleteMessageAsync(message.Id, message.PopReceipt, cancellationToken);
            return message;
        },
        cancellationToken)).Failure;

    private async Task<SendReceipt?> SendAsync(string text, TimeSpan? delay, TimeSpan? timeToLive, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendMessageAsync(text, delay, timeToLive, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return await client.SendMessageAsync(text, delay, timeToLive, cancellationToken);
        }
    }

    private Task<Result<ReceivedMessage?>> IfHeldAsync(Func<Task<ReceivedMessage>> call, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            try
            {
                return await call();
            }
            catch (RequestFailedException exception) when (IsDeliveredAgain(exception.ErrorCode))
            {
                return default(ReceivedMessage);
            }
        },
        cancellationToken);

    private async Task<Result<T>> TryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            var result = Result.From(await call());
            Health.Answered();
            return result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Health.Failed();
            if (StorageFailures.Of(exception, "queues", client.Uri, StorageOptions.Timeout) is { } failure)
            {
                return failure;
            }

            throw;
        }
    }

    private static bool IsDeliveredAgain(string? code) =>
        code is not null && (code == QueueErrorCode.MessageNotFound || code == QueueErrorCode.PopReceiptMismatch || code == QueueErrorCode.QueueNotFound);

    private static IReadOnlyList<ReceivedMessage> ListOf<T>(T[] messages, Func<T, ReceivedMessage> read) => [.. messages.Select(read)];

    private static string Required(string? part) => part ?? throw new FormatException("A part of the response is missing.");

    /// <summary>The service accepts whole seconds only, so the time is rounded up.</summary>
    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}

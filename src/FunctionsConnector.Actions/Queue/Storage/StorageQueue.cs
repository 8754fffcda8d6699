using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>One queue of a storage account. What the service, the network or the identity does wrong is a failure, not an exception.</summary>
internal sealed class StorageQueue(QueueClient client, StorageHealth health)
{
    public const int LargestBatch = 32;

    /// <summary>Bytes of a message's text.</summary>
    public const int LargestMessage = 64 * 1024;

    /// <summary>The time to live of a message that never expires ("Put Message", Azure Storage services REST API).</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    public string Name => client.Name;

    /// <summary>Makes the queue where it is missing.</summary>
    public async Task<Failure?> CreateAsync(CancellationToken cancellationToken) =>
        (await TryAsync(() => client.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken)).Failure;

    /// <summary>Puts a message. Where an answer got lost it may be there twice.</summary>
    /// <param name="text">The text, as it is to be on the queue.</param>
    /// <param name="expires">Whether the queue forgets it after its usual seven days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="visibleAfter">How long it is invisible at first, at most seven days; null for not at all.</param>
    /// <returns>The queue's id of the message.</returns>
    public Task<Result<string>> PutAsync(string text, bool expires, CancellationToken cancellationToken, TimeSpan? visibleAfter = null) => TryAsync(
        async () =>
        {
            var delay = visibleAfter is { } wait ? WholeSeconds(wait) : default(TimeSpan?);
            SendReceipt? receipt = await client.SendMessageAsync(text, delay, expires ? null : Forever, cancellationToken);
            return Required(receipt?.MessageId);
        },
        cancellationToken);

    /// <summary>Takes messages and hides them from others.</summary>
    public Task<Result<IReadOnlyList<ReceivedMessage>>> ReceiveAsync(int most, TimeSpan hidden, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            QueueMessage[] messages = await client.ReceiveMessagesAsync(Math.Min(most, LargestBatch), WholeSeconds(hidden), cancellationToken);
            return ListOf(messages, message => new ReceivedMessage(
                Required(message.MessageId),
                Required(message.PopReceipt),
                message.MessageText ?? string.Empty,
                message.DequeueCount,
                message.InsertedOn ?? default,
                message.NextVisibleOn ?? default));
        },
        cancellationToken);

    /// <summary>Looks at the messages that are there to be taken, at most 32.</summary>
    public Task<Result<IReadOnlyList<ReceivedMessage>>> PeekAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            PeekedMessage[] messages = await client.PeekMessagesAsync(LargestBatch, cancellationToken);
            return ListOf(messages, message => new ReceivedMessage(
                Required(message.MessageId), string.Empty, message.MessageText ?? string.Empty, message.DequeueCount, message.InsertedOn ?? default, default));
        },
        cancellationToken);

    /// <summary>Hides a message for this time from now on; none puts it back at once.</summary>
    /// <returns>The message with its new receipt, or null where it is not ours any more.</returns>
    public Task<Result<ReceivedMessage?>> HideAsync(ReceivedMessage message, TimeSpan hidden, CancellationToken cancellationToken) => IfOursAsync(
        async () =>
        {
            UpdateReceipt receipt = await client.UpdateMessageAsync(
                message.Id, message.PopReceipt, visibilityTimeout: WholeSeconds(hidden), cancellationToken: cancellationToken);
            return message with { PopReceipt = Required(receipt.PopReceipt) };
        },
        cancellationToken);

    /// <summary>Takes a message off the queue. It is no failure if it is not ours any more.</summary>
    public async Task<Failure?> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken) => (await IfOursAsync(
        async () =>
        {
            await client.DeleteMessageAsync(message.Id, message.PopReceipt, cancellationToken);
            return message;
        },
        cancellationToken)).Failure;

    private Task<Result<ReceivedMessage?>> IfOursAsync(Func<Task<ReceivedMessage>> call, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            try
            {
                return await call();
            }
            catch (RequestFailedException exception) when (IsNotOurs(exception.ErrorCode))
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
            health.Answered();
            return result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && StorageFailures.Of(exception, client.Uri) is { } failure)
        {
            health.Failed();
            return failure;
        }
    }

    private static bool IsNotOurs(string? code) =>
        code is not null && (code == QueueErrorCode.MessageNotFound || code == QueueErrorCode.PopReceiptMismatch || code == QueueErrorCode.QueueNotFound);

    private static IReadOnlyList<ReceivedMessage> ListOf<T>(T[] messages, Func<T, ReceivedMessage> read) => [.. messages.Select(read)];

    private static string Required(string? part) => part ?? throw new FormatException("A part of the answer is missing.");

    /// <summary>The service knows whole seconds only; never fewer than asked for.</summary>
    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}

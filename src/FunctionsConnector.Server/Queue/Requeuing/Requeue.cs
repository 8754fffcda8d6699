using System.Text;
using System.Text.Json;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Server.Queue.Requeuing;

/// <summary>
/// Puts rejected or poison messages on the queue of updates again, after an operator has fixed the cause. Each message is deleted last, so
/// that an interruption can duplicate it but not lose it.
/// </summary>
internal sealed class Requeue(UpdateQueues queues)
{
    /// <summary>How long the messages are invisible to a second, concurrent command; far longer than a run.</summary>
    private static readonly TimeSpan VisibilityTimeout = TimeSpan.FromHours(1);

    /// <summary>Requeues the messages that exist at the start. Later ones stay where they are.</summary>
    /// <param name="from">The queue of rejected or of poison messages.</param>
    /// <param name="code">Only messages that were rejected with this code; null for all.</param>
    /// <param name="cancellationToken">Stops after the current batch.</param>
    public async Task<Result<RequeueCount>> RunAsync(StorageQueue from, string? code, CancellationToken cancellationToken)
    {
        var (requeued, remaining) = (0, new List<ReceivedMessage>());
        DateTimeOffset? start = null;
        Failure? failure = null;
        while (failure is null && !cancellationToken.IsCancellationRequested)
        {
            if (!(await from.ReceiveAsync(StorageQueue.LargestBatch, VisibilityTimeout, CancellationToken.None)).Succeeded(out var batch, out failure) || batch.Count == 0)
            {
                break;
            }

            // By the queue's clock, which also sets the insertion times.
            start ??= batch[0].NextVisibleAt - VisibilityTimeout;
            foreach (var message in batch)
            {
                var text = Original(message, isRejected: from == queues.Rejected, code);
                var isSelected = failure is null && text is not null && message.InsertedAt <= start;
                if (isSelected && (failure = await MoveAsync(from, message, text!)) is null)
                {
                    requeued++;
                }
                else
                {
                    remaining.Add(message);
                }
            }

            if (batch.Any(message => message.InsertedAt > start))
            {
                break;
            }
        }

        foreach (var message in remaining)
        {
            var released = await from.SetVisibilityAsync(message, TimeSpan.Zero, CancellationToken.None);
            failure ??= released.Failure;
        }

        return failure is null ? new RequeueCount(requeued, remaining.Count) : failure;
    }

    private async Task<Failure?> MoveAsync(StorageQueue from, ReceivedMessage message, string text) =>
        (await queues.Updates.PutAsync(text, expires: false, CancellationToken.None)).Failure ?? await from.DeleteAsync(message, CancellationToken.None);

    /// <summary>The sender's message, or an equal one; null for one that is not selected.</summary>
    private static string? Original(ReceivedMessage message, bool isRejected, string? code)
    {
        if (!isRejected)
        {
            // The Functions host moves postponed messages to its poison queue too. A requeued message starts with no attempts.
            return PostponedMessage.Read(message.Text)?.Text ?? message.Text;
        }

        try
        {
            var rejected = JsonElement.Parse(MessageText.Decode(message.Text));
            var isSelected = code is null || string.Equals(rejected.GetProperty("error").GetProperty("code").GetString(), code, StringComparison.OrdinalIgnoreCase);
            return isSelected && rejected.GetProperty("message").GetString() is { } text ? Encode(text) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A message of another program stays on the queue.
            return null;
        }
    }

    // A text that is too long as base64 was not base64 before.
    private static string Encode(string text)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        return encoded.Length <= StorageQueue.LargestMessage ? encoded : text;
    }
}

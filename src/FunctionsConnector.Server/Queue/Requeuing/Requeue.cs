using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Server.Queue.Requeuing;

/// <summary>
/// Puts rejected or poisoned messages on the queue of updates again, once what was wrong is fixed. A message leaves its queue last, so
/// that one that is interrupted is at worst in both.
/// </summary>
internal sealed class Requeue(UpdateQueues queues)
{
    /// <summary>How long the messages are invisible to another operator who does the same; far longer than a run.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromHours(1);

    /// <summary>Requeues what is there now; what is rejected while this runs stays where it is.</summary>
    /// <param name="from">The queue of rejected messages, or that of poisoned ones.</param>
    /// <param name="code">Only messages that were rejected with this code; null for all.</param>
    /// <param name="cancellationToken">Stops after the messages at hand.</param>
    public async Task<Result<RequeueCount>> RunAsync(StorageQueue from, string? code, CancellationToken cancellationToken)
    {
        var (done, left) = (0, new List<ReceivedMessage>());
        DateTimeOffset? start = null;
        Failure? failure = null;
        while (failure is null && !cancellationToken.IsCancellationRequested)
        {
            if (!(await from.ReceiveAsync(StorageQueue.LargestBatch, Hidden, CancellationToken.None)).Succeeded(out var batch, out failure) || batch.Count == 0)
            {
                break;
            }

            // By the queue's clock, which is that of the messages, too.
            start ??= batch[0].HiddenUntil - Hidden;
            foreach (var message in batch)
            {
                var text = Original(message, isRejected: from == queues.Rejected, code);
                var isMeant = failure is null && text is not null && message.InsertedAt <= start;
                if (isMeant && (failure = await MoveAsync(from, message, text!)) is null)
                {
                    done++;
                }
                else
                {
                    left.Add(message);
                }
            }

            if (batch.Any(message => message.InsertedAt > start))
            {
                break;
            }
        }

        foreach (var message in left)
        {
            var shown = await from.HideAsync(message, TimeSpan.Zero, CancellationToken.None);
            failure ??= shown.Failure;
        }

        return failure is null ? new RequeueCount(done, left.Count) : failure;
    }

    private async Task<Failure?> MoveAsync(StorageQueue from, ReceivedMessage message, string text) =>
        (await queues.Updates.PutAsync(text, expires: false, CancellationToken.None)).Failure ?? await from.DeleteAsync(message, CancellationToken.None);

    /// <summary>The message as its sender put it, or one that says the same; null for one that is not meant.</summary>
    private static string? Original(ReceivedMessage message, bool isRejected, string? code)
    {
        if (!isRejected)
        {
            // The Functions host's own poison queue holds what the app had postponed; its tries so far do not count again.
            return PostponedMessage.Read(message.Text)?.Text ?? message.Text;
        }

        try
        {
            var rejected = JsonElement.Parse(MessageText.Decode(message.Text));
            var isMeant = code is null || string.Equals(rejected.GetProperty("error").GetProperty("code").GetString(), code, StringComparison.OrdinalIgnoreCase);
            return isMeant && rejected.GetProperty("message").GetString() is { } text ? Encode(text) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Another program's message: it stays.
            return null;
        }
    }

    // What does not fit as base64 was not base64 before.
    private static string Encode(string text)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        return encoded.Length <= StorageQueue.LargestMessage ? encoded : text;
    }
}

/// <summary>What became of the messages.</summary>
/// <param name="Done">On the queue of updates again.</param>
/// <param name="Left">Still where they were.</param>
internal sealed record RequeueCount(int Done, int Left);

using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Queue.Messages;
using FunctionsConnector.Queue.Storage;

namespace FunctionsConnector.Queue.PuttingBack;

/// <summary>
/// Puts rejected or poisoned messages back on the queue of updates, for whoever has mended what was wrong. A message leaves its queue
/// last, so that one that is interrupted is at worst in both.
/// </summary>
internal sealed class PutBack(UpdateQueues queues, TimeProvider time)
{
    /// <summary>How long the messages are hidden from another operator who does the same; far longer than a run.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromHours(1);

    /// <summary>How far the queue's clock may be ahead of ours.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Puts back what is there now; what is rejected anew meanwhile stays where it is.</summary>
    /// <param name="from">The queue of rejected messages, or that of poisoned ones.</param>
    /// <param name="code">Only messages that were rejected with this code; null for all.</param>
    /// <param name="cancellationToken">Stops after the messages at hand.</param>
    public async Task<Result<PutBackCount>> RunAsync(StorageQueue from, string? code, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + ClockSkew;
        var (done, left) = (0, new List<ReceivedMessage>());
        Failure? failure = null;
        while (failure is null && !cancellationToken.IsCancellationRequested)
        {
            if (!(await from.ReceiveAsync(StorageQueue.LargestBatch, Hidden, CancellationToken.None)).Succeeded(out var batch, out failure) || batch.Count == 0)
            {
                break;
            }

            foreach (var message in batch)
            {
                var text = Original(message, isRejected: from == queues.Rejected, code);
                if (failure is not null || text is null || message.InsertedAt > end)
                {
                    left.Add(message);
                }
                else if ((failure = await MoveAsync(from, message, text)) is null)
                {
                    done++;
                }
            }

            if (batch.Any(message => message.InsertedAt > end))
            {
                break;
            }
        }

        foreach (var message in left)
        {
            failure ??= (await from.HideAsync(message, TimeSpan.Zero, CancellationToken.None)).Failure;
        }

        return failure is null ? new PutBackCount(done, left.Count) : failure;
    }

    private async Task<Failure?> MoveAsync(StorageQueue from, ReceivedMessage message, string text) =>
        (await queues.Updates.PutAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), expires: false, CancellationToken.None)).Failure
        ?? await from.DeleteAsync(message, CancellationToken.None);

    /// <summary>The text that the sender wrote; null for a message that is not meant.</summary>
    private static string? Original(ReceivedMessage message, bool isRejected, string? code)
    {
        var text = MessageText.Decode(message.Text);
        if (!isRejected)
        {
            return text;
        }

        try
        {
            var rejected = JsonElement.Parse(text);
            return code is null || string.Equals(rejected.GetProperty("error").GetProperty("code").GetString(), code, StringComparison.OrdinalIgnoreCase)
                ? rejected.GetProperty("message").GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Somebody else's message: it stays.
            return null;
        }
    }
}

/// <summary>What became of the messages.</summary>
/// <param name="Done">Back on the queue of updates.</param>
/// <param name="Left">Still where they were.</param>
internal sealed record PutBackCount(int Done, int Left);

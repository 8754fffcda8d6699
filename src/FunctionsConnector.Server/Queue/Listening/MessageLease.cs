using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// Keeps a message invisible to other consumers while it is processed: it renews the visibility timeout when half of it has passed. The
/// timeout counts from the request, because the delay of the response is not known.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly StorageQueue _queue;
    private readonly TimeSpan _visibilityTimeout;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewing;
    private ReceivedMessage? _message;
    private long _requestedAt;

    /// <param name="queue">The queue of the message.</param>
    /// <param name="message">The received message.</param>
    /// <param name="requestedAt">The timestamp of the receive request, by <paramref name="time"/>.</param>
    /// <param name="visibilityTimeout">How long each renewal makes it invisible.</param>
    /// <param name="time">The clock.</param>
    public MessageLease(StorageQueue queue, ReceivedMessage message, long requestedAt, TimeSpan visibilityTimeout, TimeProvider time)
    {
        (_queue, _message, _requestedAt, _visibilityTimeout, _time) = (queue, message, requestedAt, visibilityTimeout, time);
        _renewing = RenewAsync();
    }

    private TimeSpan UntilHalf => (_visibilityTimeout / 2) - _time.GetElapsedTime(_requestedAt);

    /// <summary>Renews the lease where less than half of it is left, also where a busy machine delayed the timer.</summary>
    /// <returns>The message with its valid receipt, null where it was delivered again, or the failure of the renewal.</returns>
    public async Task<Result<ReceivedMessage?>> KeepAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_message is null || UntilHalf > TimeSpan.Zero)
            {
                return _message;
            }

            // Not cancelled: without the response of a renewal there is no valid receipt.
            var requestedAt = _time.GetTimestamp();
            var kept = await _queue.SetVisibilityAsync(_message, _visibilityTimeout, CancellationToken.None);
            if (kept.Failure is null)
            {
                (_message, _requestedAt) = (kept.Value, requestedAt);
            }

            return kept;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the renewals.</summary>
    /// <returns>The message with its valid receipt, or null where it was delivered again.</returns>
    public async Task<ReceivedMessage?> EndAsync()
    {
        await _ending.CancelAsync();
        await _renewing;
        return _message;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
        _gate.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            var wait = UntilHalf;
            while (_message is not null)
            {
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _time, _ending.Token);
                wait = (await KeepAsync()).Failure is null ? UntilHalf : _visibilityTimeout / 4;
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The message is processed.
        }
    }
}

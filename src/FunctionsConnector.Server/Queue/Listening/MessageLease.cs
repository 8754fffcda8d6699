using FunctionsConnector.Core.Failures;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// Keeps a message hidden from others for as long as it is worked on, by renewing the time when half of it is over. The time counts
/// from when it was asked for, since nobody knows how long the answer was on its way.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly StorageQueue _queue;
    private readonly TimeSpan _visibility;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewing;
    private ReceivedMessage? _message;
    private long _askedAt;

    /// <param name="queue">Where the message is.</param>
    /// <param name="message">As it was taken.</param>
    /// <param name="askedAt">When it was asked for, a timestamp of <paramref name="time"/>.</param>
    /// <param name="visibility">For how long it is hidden at a time.</param>
    /// <param name="time">The clock.</param>
    public MessageLease(StorageQueue queue, ReceivedMessage message, long askedAt, TimeSpan visibility, TimeProvider time)
    {
        (_queue, _message, _askedAt, _visibility, _time) = (queue, message, askedAt, visibility, time);
        _renewing = RenewAsync();
    }

    private TimeSpan UntilHalf => (_visibility / 2) - _time.GetElapsedTime(_askedAt);

    /// <summary>Sees to it that at least half of the time is left, also where the machine was too busy to renew it when it was due.</summary>
    /// <returns>The message with its valid receipt, null where it is not ours any more, or why that cannot be told.</returns>
    public async Task<Result<ReceivedMessage?>> KeepAsync()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            if (_message is null || UntilHalf > TimeSpan.Zero)
            {
                return _message;
            }

            // Not to be cut off: a renewal whose answer is not read would leave us without the valid receipt.
            var askedAt = _time.GetTimestamp();
            var kept = await _queue.HideAsync(_message, _visibility, CancellationToken.None);
            if (kept.Failure is null)
            {
                (_message, _askedAt) = (kept.Value, askedAt);
            }

            return kept;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Ends the renewing.</summary>
    /// <returns>The message with its valid receipt, or null where it is not ours any more.</returns>
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
        _oneAtATime.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            var wait = UntilHalf;
            while (_message is not null)
            {
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _time, _ending.Token);
                wait = (await KeepAsync()).Failure is null ? UntilHalf : _visibility / 4;
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The work is done.
        }
    }
}

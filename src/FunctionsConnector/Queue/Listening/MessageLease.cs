using FunctionsConnector.Queue.Storage;

namespace FunctionsConnector.Queue.Listening;

/// <summary>Keeps a message hidden from others for as long as it is worked on, by renewing the time well before it is over.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly StorageQueue _queue;
    private readonly TimeSpan _visibility;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewing;
    private ReceivedMessage? _message;

    public MessageLease(StorageQueue queue, ReceivedMessage message, TimeSpan visibility, TimeProvider time)
    {
        (_queue, _message, _visibility, _time) = (queue, message, visibility, time);
        _renewing = RenewAsync();
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
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(_visibility / 2, _time);
        try
        {
            while (_message is not null && await timer.WaitForNextTickAsync(_ending.Token))
            {
                // Not to be cut off: a renewal whose answer is not read would leave us without the valid receipt.
                if ((await _queue.HideAsync(_message, _visibility, CancellationToken.None)) is { Failure: null } renewed)
                {
                    _message = renewed.Value;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }
}

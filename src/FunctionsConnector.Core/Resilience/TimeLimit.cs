namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// A token that is cancelled when the time since the limit's creation is over or when the caller cancels. The timer starts with the
/// first use of the token.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _cancelling;

    public CancellationToken Token => (_source ?? Start()).Token;

    public void Dispose()
    {
        // First, because it waits for a running cancellation, which needs the source.
        _cancelling.Dispose();
        _source?.Dispose();
    }

    private CancellationTokenSource Start()
    {
        var left = limit - time.GetElapsedTime(_start);
        _source = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        _cancelling = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        return _source;
    }
}

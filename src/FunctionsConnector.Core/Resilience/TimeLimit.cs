namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// A token that is cancelled when a time has passed since the limit was made or the caller gives up, whichever is first. Of one whose
/// token nobody asks for there is no timer.
/// </summary>
/// <remarks>Its token is not to be asked for by several at once.</remarks>
public sealed class TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _givingUp;

    public CancellationToken Token => (_source ?? Start()).Token;

    public void Dispose()
    {
        // First, because it waits for a giving up that has begun and needs the source.
        _givingUp.Dispose();
        _source?.Dispose();
    }

    private CancellationTokenSource Start()
    {
        var left = limit - time.GetElapsedTime(_start);
        _source = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        _givingUp = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        return _source;
    }
}

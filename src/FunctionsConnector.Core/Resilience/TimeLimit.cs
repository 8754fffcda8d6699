namespace FunctionsConnector.Core.Resilience;

/// <summary>A token that is cancelled when a time has passed or the caller gives up, whichever is first.</summary>
public sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _givingUp;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _source = new CancellationTokenSource(limit, time);
        _givingUp = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        // First, because it waits for a giving up that has begun and needs the source.
        _givingUp.Dispose();
        _source.Dispose();
    }
}

namespace FunctionsConnector.Sandbox.Autotask.Access;

/// <summary>
/// Calls of the last rolling hour, kept per minute. The vendor's quota is one for the whole database, all integrations together
/// (developer help, "REST Thresholds and Limits").
/// </summary>
internal sealed class UsageCounter(TimeProvider time)
{
    private const int Minutes = 60;

    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[Minutes];
    private long _minute;
    private long _total;

    public long Used
    {
        get
        {
            lock (_gate)
            {
                Advance();
                return _total;
            }
        }

        set
        {
            lock (_gate)
            {
                Advance();
                Array.Clear(_counts);
                _counts[_minute % Minutes] = value;
                _total = value;
            }
        }
    }

    /// <summary>Counts one call and says how many there have been in the hour, this one included.</summary>
    public long Count()
    {
        lock (_gate)
        {
            Advance();
            _counts[_minute % Minutes]++;
            return ++_total;
        }
    }

    private void Advance()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (now - _minute >= Minutes)
        {
            Array.Clear(_counts);
            _total = 0;
            _minute = now;
        }

        while (_minute < now)
        {
            _minute++;
            _total -= _counts[_minute % Minutes];
            _counts[_minute % Minutes] = 0;
        }
    }
}

namespace FunctionsConnector.Sandbox.Autotask.Access;

/// <summary>
/// Calls of the last rolling hour, counted per minute. The vendor has one quota for the whole database and all its integrations
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

    /// <summary>Counts one call and returns the number of calls in the last hour, including this one.</summary>
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

using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>A shared table in memory. Its service has the clock of the test; each instance sees it through a view with a clock of its own.</summary>
/// <param name="clock">The clock of the service.</param>
internal sealed class FakeTable(FakeClock clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RowKey, SharedRow> _rows = [];
    private long _versions;

    /// <summary>The service's true time.</summary>
    public FakeClock Clock => clock;

    /// <summary>How far the clock of the server that answers is from the service's true time.</summary>
    public Func<TimeSpan> ServerSkew { get; set; } = () => TimeSpan.Zero;

    /// <summary>How many calls reached the table.</summary>
    public int Calls { get; private set; }

    /// <summary>The rows as they are now.</summary>
    public IReadOnlyDictionary<RowKey, SharedRow> Rows
    {
        get
        {
            lock (_lock)
            {
                return _rows.ToDictionary();
            }
        }
    }

    /// <summary>The table as one instance sees it.</summary>
    /// <param name="offset">How far the instance's clock is from the service's.</param>
    /// <param name="rate">How fast the instance's clock runs; 1 is right.</param>
    public FakeTableView View(TimeSpan offset = default, double rate = 1) => new(this, new SkewedClock(clock, offset, rate));

    /// <summary>The <c>Date</c> of a response: whole seconds.</summary>
    public DateTimeOffset Date()
    {
        var ticks = (clock.GetUtcNow() + ServerSkew()).UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public SharedRow? Read(RowKey key)
    {
        lock (_lock)
        {
            Calls++;
            return _rows.GetValueOrDefault(key);
        }
    }

    public SharedRow? Write(RowKey key, SharedRow row)
    {
        lock (_lock)
        {
            Calls++;
            if (_rows.GetValueOrDefault(key)?.Version != row.Version)
            {
                return null;
            }

            return _rows[key] = row with { Version = $"v{++_versions}" };
        }
    }

    public bool Delete(RowKey key, string version)
    {
        lock (_lock)
        {
            Calls++;
            return _rows.GetValueOrDefault(key)?.Version == version && _rows.Remove(key);
        }
    }

    /// <summary>Deletes the rows that have expired, as the sweep does.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            foreach (var key in _rows.Where(pair => pair.Value.Expires < clock.GetUtcNow()).Select(pair => pair.Key).ToList())
            {
                _rows.Remove(key);
            }
        }
    }
}

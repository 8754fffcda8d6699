namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>A clock that the test advances; timers fire as it passes them.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 21, 14, 30, 0, TimeSpan.Zero);

    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now + _offset;
        }
    }

    /// <summary>Sets the wall clock on or back, as an administrator or a time server does. Timers and timestamps do not notice.</summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (_lock)
        {
            _offset += by;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _now.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var until = new DateTimeOffset(GetTimestamp(), TimeSpan.Zero) + by;
        while (TakeNext(until) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = until;
        }
    }

    /// <summary>Advances from timer to timer until the task is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        for (var idle = 0; !task.IsCompleted; idle++)
        {
            if (TakeNext(DateTimeOffset.MaxValue) is { } timer)
            {
                timer.Fire();
                idle = 0;
            }

            idle.ShouldBeLessThan(100_000, "the task waits for something that is no timer of this clock");
            await Task.Yield();
        }

        return await task;
    }

    private FakeTimer? TakeNext(DateTimeOffset until)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            if (next is not null)
            {
                _timers.Remove(next);
                _now = next.Due > _now ? next.Due : _now;
            }

            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

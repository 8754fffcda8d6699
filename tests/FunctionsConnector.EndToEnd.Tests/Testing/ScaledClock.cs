namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>A clock that runs faster by a factor, including timers, so that a test of minutes takes seconds.</summary>
internal sealed class ScaledClock(int factor) : TimeProvider
{
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly long _startedAt = System.GetTimestamp();
    private long _skipped;
    private long _offset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _started + TimeSpan.FromTicks(GetTimestamp() + Interlocked.Read(ref _offset));

    public override long GetTimestamp() => (System.GetElapsedTime(_startedAt).Ticks * factor) + Interlocked.Read(ref _skipped);

    /// <summary>Sets the wall clock on or back, as an administrator or a time server does. Timers and timestamps do not notice.</summary>
    public void SetWallClock(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>Advances the clock. Does not affect running timers.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    // Rounded up: a timer that fires too early by this clock would be started again and again.
    private TimeSpan Scaled(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan || time == TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor) + 1);
}

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>A clock that runs so many times faster, timers included, so that minutes pass in a test without being sat through.</summary>
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

    /// <summary>Moves the clock on at once; timers that are running do not notice.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    // Rounded up: a timer that fires before its time by this clock would be asked for again and again.
    private TimeSpan Scaled(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan || time == TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor) + 1);
}

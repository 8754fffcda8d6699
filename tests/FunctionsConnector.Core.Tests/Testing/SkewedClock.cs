namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>The clock of an instance: it is off by some time, and runs faster or slower than the right one.</summary>
/// <param name="clock">The right clock.</param>
/// <param name="offset">How far it is off at the start.</param>
/// <param name="rate">How fast it runs; 1 is right.</param>
internal sealed class SkewedClock(FakeClock clock, TimeSpan offset, double rate) : TimeProvider
{
    private readonly long _start = clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => _start + offset.Ticks + (long)((clock.GetTimestamp() - _start) * rate);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, Right(dueTime), Right(period));

    private TimeSpan Right(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan ? wait : wait / rate;
}

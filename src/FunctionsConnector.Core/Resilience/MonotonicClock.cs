namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// The clock of every wait, age and window. Somebody may set the wall clock, or a host that wakes may correct it; then a wait of a
/// second by that clock lasts an hour, or ends at once.
/// </summary>
public static class MonotonicClock
{
    /// <summary>The time since a fixed moment. It only grows.</summary>
    public static TimeSpan Monotonic(this TimeProvider time) => time.GetElapsedTime(startingTimestamp: 0);
}

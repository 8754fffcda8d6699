namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// The clock of every wait, age and window. The wall clock may be set, or corrected by a host that wakes. Then a wait of a second by the
/// wall clock lasts an hour, or ends at once.
/// </summary>
public static class MonotonicClock
{
    /// <summary>The time since a fixed instant. It only grows.</summary>
    public static TimeSpan Monotonic(this TimeProvider time) => time.GetElapsedTime(startingTimestamp: 0);
}

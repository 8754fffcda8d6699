using System.Text.Json.Serialization.Metadata;
using FunctionsConnector.Core.Coordination.Calls;
using FunctionsConnector.Core.Coordination.Hours;
using FunctionsConnector.Core.Coordination.Threads;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination;

/// <summary>Creates the limits of a system: shared by all instances where there is a table, else of this instance alone.</summary>
internal static class SharedLimits
{
    /// <summary>So long after its last use a row is kept.</summary>
    private static readonly TimeSpan RowAge = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan HourAge = TimeSpan.FromHours(1);

    /// <summary>The calls of any minute.</summary>
    /// <param name="shared">The shared services; null for an instance alone.</param>
    /// <param name="name">The system, and the kind of calls where each kind has a limit of its own.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="timing">The time limits of a request.</param>
    /// <param name="time">The clock.</param>
    public static ICallBudget Minute(SharedServices? shared, string name, int limit, Timing timing, TimeProvider time) =>
        shared is null ? new MinuteBudget(limit, timing.UntilStarted, time) : Minute(shared, name, CallLimit.Of(limit), timing);

    /// <summary>The calls of any minute, of all instances, with a limit that the vendor's responses may change.</summary>
    /// <param name="shared">The shared services.</param>
    /// <param name="name">The system, and the kind of calls.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="timing">The time limits of a request.</param>
    public static ICallBudget Minute(SharedServices shared, string name, CallLimit limit, Timing timing) => new SharedBudget(
        Row(shared, new RowKey("minute", name), CoordinationJson.Default.MinuteRow, RowAge),
        limit,
        new MinuteBudget(Math.Max(1, (int)(limit.Alone * shared.ShareWhenAlone)), timing.UntilStarted, shared.Time),
        timing.UntilStarted,
        shared);

    /// <summary>The calls in progress at a time.</summary>
    /// <param name="shared">The shared services; null for an instance alone.</param>
    /// <param name="name">The system and the endpoint.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="timing">The time limits of a request.</param>
    public static ICallSlots Threads(SharedServices? shared, string name, int limit, Timing timing) => shared is null
        ? new PrioritySemaphore(limit)
        : new SharedThreads(
            Row(shared, new RowKey("threads", name), CoordinationJson.Default.ThreadRow, RowAge),
            limit,
            timing.Call,
            shared);

    /// <summary>The calls of an hour of a tenant.</summary>
    /// <param name="shared">The shared services; null for an instance alone.</param>
    /// <param name="name">The system.</param>
    /// <returns>Null for an instance alone.</returns>
    public static SharedThreshold? Hour(SharedServices? shared, string name) => shared is null
        ? null
        : new SharedThreshold(Row(shared, new RowKey("hour", name), CoordinationJson.Default.HourRow, HourAge), shared);

    private static RowUpdate<T> Row<T>(SharedServices shared, RowKey key, JsonTypeInfo<T> type, TimeSpan age)
        where T : class, new() => new(key, type, _ => shared.Table.Clock.Latest + age, shared);
}

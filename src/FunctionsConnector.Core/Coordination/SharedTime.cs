namespace FunctionsConnector.Core.Coordination;

/// <summary>The present time of the table's service: between these two.</summary>
internal readonly record struct SharedTime(DateTimeOffset Earliest, DateTimeOffset Latest)
{
    public static SharedTime Of(SharedClock clock) => new(clock.Earliest, clock.Latest);
}

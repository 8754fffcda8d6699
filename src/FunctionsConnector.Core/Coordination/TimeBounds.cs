namespace FunctionsConnector.Core.Coordination;

/// <summary>The present time of the table's service, as far as an instance knows it.</summary>
/// <param name="Earliest">It is this or later.</param>
/// <param name="Latest">It is earlier than this.</param>
internal readonly record struct TimeBounds(DateTimeOffset Earliest, DateTimeOffset Latest)
{
    public static TimeBounds Of(SharedClock clock) => new(clock.Earliest, clock.Latest);

    /// <summary>Whether something that was promised until then is over for every instance.</summary>
    public bool IsPast(DateTimeOffset until) => Earliest >= until;
}

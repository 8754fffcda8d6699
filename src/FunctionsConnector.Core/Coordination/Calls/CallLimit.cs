namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>How many calls all instances together may start in a minute.</summary>
/// <param name="Documented">The limit while no response of the vendor has said another.</param>
/// <param name="Own">The limit of the settings, which no other exceeds; null where there is none.</param>
/// <param name="Said">What the last response to this instance that said a limit has said; null where none has.</param>
internal sealed record CallLimit(int Documented, int? Own, Func<SaidLimit?> Said)
{
    /// <summary>A limit that no response changes.</summary>
    public static CallLimit Of(int limit) => new(limit, null, () => null);

    /// <summary>The limit of an instance that knows nothing of the others.</summary>
    public int Alone => With(null);

    /// <summary>The limit as the row knows it; where no instance has said one, what this one has heard.</summary>
    public int In(MinuteRow row) => With(row.Limit?.Calls ?? Said()?.Calls);

    /// <summary>Notes what the last response to this instance said, where no instance has noted a later one.</summary>
    /// <param name="row">The row.</param>
    /// <param name="now">The present time.</param>
    /// <param name="monotonic">The same by this instance's monotonic clock.</param>
    public MinuteRow Note(MinuteRow row, TimeBounds now, TimeSpan monotonic)
    {
        var said = Said() is { } own ? new SharedLimit(own.Calls, now.Earliest - (monotonic - own.At)) : null;
        return said?.At > (row.Limit?.At ?? DateTimeOffset.MinValue) ? row with { Limit = said } : row;
    }

    private int With(int? said) => Math.Max(1, Math.Min(said ?? Documented, Own ?? int.MaxValue));
}

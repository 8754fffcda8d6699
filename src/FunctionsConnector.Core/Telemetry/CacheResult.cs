namespace FunctionsConnector.Core.Telemetry;

/// <summary>What a cache had when it was asked.</summary>
public enum CacheResult
{
    /// <summary>What was asked for, and it is current.</summary>
    Hit,

    /// <summary>Nothing current, so its source was asked.</summary>
    Miss,

    /// <summary>Something past its time, which was given because the source cannot be asked.</summary>
    Stale,
}

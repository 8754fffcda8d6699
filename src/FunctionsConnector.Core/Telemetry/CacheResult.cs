namespace FunctionsConnector.Core.Telemetry;

/// <summary>The result of a cache request.</summary>
public enum CacheResult
{
    /// <summary>A current value.</summary>
    Hit,

    /// <summary>No current value, so the source was asked.</summary>
    Miss,

    /// <summary>An expired value, because the source is unavailable.</summary>
    Stale,
}

namespace FunctionsConnector.Core.Telemetry;

/// <summary>What a cache is called in metrics.</summary>
/// <param name="System">Whose it is; null where it belongs to no system.</param>
/// <param name="What">What it keeps.</param>
public sealed record CacheName(string? System, string What);

namespace FunctionsConnector.Core.Telemetry;

/// <summary>The name of a cache in metrics.</summary>
/// <param name="System">The system it belongs to; null for none.</param>
/// <param name="What">What it holds.</param>
public sealed record CacheName(string? System, string What);

namespace FunctionsConnector.Sandbox.Server;

/// <summary>The state of a rate limit after a call.</summary>
internal readonly record struct RateReading(int Limit, int Remaining, DateTimeOffset Reset, bool IsExceeded);

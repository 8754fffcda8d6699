namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>How a limit stands after a call.</summary>
internal readonly record struct RateReading(int Limit, int Remaining, DateTimeOffset Reset, bool IsExceeded);

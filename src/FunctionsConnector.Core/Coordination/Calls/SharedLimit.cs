namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>A limit that a response of the vendor to any instance has said.</summary>
/// <param name="Calls">The calls of a minute.</param>
/// <param name="At">When the response arrived, by the clock of the table's service. Of two limits the later one counts.</param>
internal sealed record SharedLimit(int Calls, DateTimeOffset At);

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>A limit that a response of the vendor has said.</summary>
/// <param name="Calls">The calls of a minute.</param>
/// <param name="At">When the response arrived, by this instance's monotonic clock.</param>
internal sealed record SaidLimit(int Calls, TimeSpan At);

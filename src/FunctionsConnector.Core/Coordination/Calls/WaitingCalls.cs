namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>Calls that wait in an instance.</summary>
/// <param name="Callers">How many somebody waits for.</param>
/// <param name="Queued">How many are of queued updates.</param>
/// <param name="Since">Since when the instance waits. Those who wait longer are served first.</param>
/// <param name="Until">It says so again until then; else it has ended.</param>
internal sealed record WaitingCalls(int Callers, int Queued, DateTimeOffset Since, DateTimeOffset Until);

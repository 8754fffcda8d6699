namespace FunctionsConnector.Core.Coordination.Threads;

/// <summary>An instance that has calls to make and may make none.</summary>
/// <param name="Since">Since when. Those who wait longer are served first.</param>
/// <param name="Until">It says so again until then; else it has ended.</param>
internal sealed record WaitingInstance(DateTimeOffset Since, DateTimeOffset Until);

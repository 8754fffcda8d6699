namespace FunctionsConnector.Core.Coordination.Threads;

/// <summary>An instance that has more calls to make than it may, and fewer at a time than its share.</summary>
/// <param name="Since">Since when. Those who wait longer are served first.</param>
/// <param name="Until">It says so again until then; else it has ended.</param>
internal sealed record WaitingInstance(DateTimeOffset Since, DateTimeOffset Until);

namespace FunctionsConnector.Core.Coordination.Threads;

/// <summary>How many calls an instance may have in progress at a time.</summary>
/// <param name="Count">How many.</param>
/// <param name="Until">Later than this they belong to nobody, unless the instance renews them.</param>
internal sealed record HeldThreads(int Count, DateTimeOffset Until);

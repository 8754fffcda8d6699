namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>Calls that started by a second.</summary>
/// <param name="At">The second by which they had started, in seconds since 1970.</param>
/// <param name="Callers">How many of them somebody waited for.</param>
/// <param name="Queued">How many of them were of queued updates.</param>
internal readonly record struct SpentCalls(long At, int Callers, int Queued)
{
    public int All => Callers + Queued;

    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(At);
}

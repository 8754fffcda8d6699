namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>Calls that an instance may start.</summary>
/// <param name="Callers">For calls that somebody waits for.</param>
/// <param name="Queued">For calls of queued updates.</param>
/// <param name="Until">Later than this it may start none of them.</param>
/// <param name="Number">Grows with each grant to the instance.</param>
internal sealed record GrantedCalls(
    int Callers,
    int Queued,
    DateTimeOffset Until,
    long Number)
{
    public int All => Callers + Queued;
}

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>What an instance asks of the calls of a minute.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Callers">How many calls wait in it that somebody waits for.</param>
/// <param name="Queued">How many calls of queued updates wait in it.</param>
internal sealed record CallRequest(string Instance, int Callers, int Queued)
{
    /// <summary>How many calls start together for the first of those that somebody waits for. A grant of fewer is of no use.</summary>
    public int LeastOfCallers { get; init; } = 1;

    /// <summary>How many calls start together for the first queued update.</summary>
    public int LeastQueued { get; init; } = 1;

    /// <summary>How many calls that it said had started were not made.</summary>
    public int TakenBack { get; init; }

    /// <summary>How many calls of its last grant have started, those that somebody waited for.</summary>
    public int UsedByCallers { get; init; }

    /// <summary>How many calls of its last grant have started, those of queued updates.</summary>
    public int UsedByQueue { get; init; }

    /// <summary>The last grant that it knows of. Of another one, whose answer was lost, it has started none.</summary>
    public long LastGrant { get; init; }
}

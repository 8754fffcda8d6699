namespace FunctionsConnector.Core.Coordination.Threads;

/// <summary>What an instance asks of the calls at a time.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="InUse">How many calls may be in progress in it until the answer is there. It gets no fewer.</param>
/// <param name="Wanted">How many it could use.</param>
internal sealed record ThreadRequest(string Instance, int InUse, int Wanted)
{
    /// <summary>Whether it has held some for so long that others are to have their turn.</summary>
    public bool HasHadItsTurn { get; init; }
}

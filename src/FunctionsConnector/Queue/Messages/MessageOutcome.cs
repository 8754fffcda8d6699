namespace FunctionsConnector.Queue.Messages;

/// <summary>What is to become of a message.</summary>
public abstract record MessageOutcome
{
    private MessageOutcome()
    {
    }

    /// <summary>It is done with: it leaves its queue once these are on theirs.</summary>
    /// <param name="Result">JSON for the queue of results.</param>
    /// <param name="Rejected">JSON for the queue of rejected messages; null where the update succeeded.</param>
    public sealed record Done(string Result, string? Rejected) : MessageOutcome;

    /// <summary>It stays on its queue and is tried again.</summary>
    /// <param name="Wait">Not before this time has passed.</param>
    public sealed record Later(TimeSpan Wait) : MessageOutcome;
}

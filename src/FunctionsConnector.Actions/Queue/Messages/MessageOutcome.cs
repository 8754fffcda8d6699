namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>What is to become of a message.</summary>
public abstract record MessageOutcome
{
    private MessageOutcome()
    {
    }

    /// <summary>It has ended: it leaves its queue once these are on theirs.</summary>
    /// <param name="Result">JSON for the queue of results.</param>
    public sealed record Ended(string Result) : MessageOutcome
    {
        /// <summary>JSON for the queue of rejected messages; null where it does not go there.</summary>
        public string? Rejected { get; init; }

        /// <summary>The sender's text for the poison queue; null where it does not go there.</summary>
        public string? Poison { get; init; }
    }

    /// <summary>It is tried again later: this message takes its place.</summary>
    /// <param name="Message">The text to put.</param>
    /// <param name="Wait">Not before this time has passed.</param>
    public sealed record Postponed(string Message, TimeSpan Wait) : MessageOutcome;

    /// <summary>It is tried again later and stays as it is, because it is too long to be put as <see cref="Postponed"/>.</summary>
    /// <param name="Wait">Not before this time has passed, where the home can see to that.</param>
    public sealed record Stays(TimeSpan Wait) : MessageOutcome;
}

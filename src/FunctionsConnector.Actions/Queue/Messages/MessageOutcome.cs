using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>What happens to a message after an attempt.</summary>
public abstract record MessageOutcome
{
    private MessageOutcome()
    {
    }

    /// <summary>What the update waits for, where this delivery was no attempt; else null.</summary>
    public WaitReason? Reason { get; init; }

    /// <summary>The message is complete: it is deleted once these are on their queues.</summary>
    /// <param name="Result">JSON for the queue of results.</param>
    public sealed record Ended(string Result) : MessageOutcome
    {
        /// <summary>JSON for the queue of rejected messages; null where it does not go there.</summary>
        public string? Rejected { get; init; }

        /// <summary>The sender's text for the poison queue; null where it does not go there.</summary>
        public string? Poison { get; init; }

        /// <summary>Whether <see cref="Rejected"/> or <see cref="Poison"/> is on its queue already, by an earlier delivery.</summary>
        public bool IsKept { get; init; }
    }

    /// <summary>The message is retried later, as this new message.</summary>
    /// <param name="Message">The text to put.</param>
    /// <param name="Wait">The visibility delay.</param>
    public sealed record Postponed(string Message, TimeSpan Wait) : MessageOutcome;

    /// <summary>The message is retried later and stays on its queue, because it is too long for <see cref="Postponed"/>.</summary>
    /// <param name="Wait">The wait before the retry, where the home can set it.</param>
    public sealed record Retained(TimeSpan Wait) : MessageOutcome;
}

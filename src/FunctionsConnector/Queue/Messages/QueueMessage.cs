namespace FunctionsConnector.Queue.Messages;

/// <summary>One message, as a queue or the Functions host handed it over.</summary>
/// <param name="Id">What the queue calls it.</param>
/// <param name="Text">Its text, exactly as it is on the queue.</param>
public sealed record QueueMessage(string Id, string Text)
{
    /// <summary>When it was queued; null where that is not certain.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>How often it was handed over, this time included; null where that is not certain.</summary>
    public long? Tries { get; init; }

    /// <summary>The Functions host's id of this call, for the log.</summary>
    public string? InvocationId { get; init; }
}

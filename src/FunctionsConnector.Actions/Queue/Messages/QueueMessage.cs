namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>One delivery of one message, in either home.</summary>
/// <param name="Id">The queue's id of the message when it was first put.</param>
/// <param name="Text">Its text, exactly as its sender put it.</param>
/// <param name="QueuedAt">When it was first put, in whole seconds.</param>
/// <param name="Attempt">The number of this attempt, from 1 on. Attempts of a worker that crashed count too.</param>
public sealed record QueueMessage(string Id, string Text, DateTimeOffset QueuedAt, long Attempt)
{
    /// <summary>How often the queue has delivered this message, without the attempts before it was postponed.</summary>
    public long Deliveries { get; init; } = 1;

    /// <summary>The Functions host's id of this invocation, for the log.</summary>
    public string? InvocationId { get; init; }

    /// <summary>Reads a delivered message: a sender's own or a postponed one.</summary>
    public static QueueMessage Of(string id, string text, long deliveries, DateTimeOffset? insertedAt)
    {
        var queuedAt = insertedAt ?? DateTimeOffset.UnixEpoch;
        return PostponedMessage.Read(text) is { } postponed
            ? new QueueMessage(postponed.Id, postponed.Text, postponed.QueuedAt, postponed.Attempts + deliveries) { Deliveries = deliveries }
            : new QueueMessage(id, text, queuedAt, deliveries) { Deliveries = deliveries };
    }
}

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>One delivery of one message, whatever home took it off the queue.</summary>
/// <param name="Id">What the queue called the message when it was first put.</param>
/// <param name="Text">Its text, exactly as its sender put it.</param>
/// <param name="QueuedAt">When it was first put, in whole seconds.</param>
/// <param name="Attempt">Which try this is, from 1 on: tries of a worker that died count too.</param>
public sealed record QueueMessage(string Id, string Text, DateTimeOffset QueuedAt, long Attempt)
{
    /// <summary>How often the queue has delivered this very message, which is fewer times than it was tried where it was postponed.</summary>
    public long Deliveries { get; init; } = 1;

    /// <summary>The Functions host's id of this call, for the log.</summary>
    public string? InvocationId { get; init; }

    /// <summary>The span that this delivery belongs to, as W3C Trace Context writes it; null where it begins one.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Reads what a queue delivered: a message of a sender, or one that this product has postponed.</summary>
    public static QueueMessage Of(string id, string text, long deliveries, DateTimeOffset? insertedAt)
    {
        var queuedAt = insertedAt ?? DateTimeOffset.UnixEpoch;
        return PostponedMessage.Read(text) is { } postponed
            ? new QueueMessage(postponed.Id, postponed.Text, postponed.QueuedAt, postponed.Attempts + deliveries) { Deliveries = deliveries }
            : new QueueMessage(id, text, queuedAt, deliveries) { Deliveries = deliveries };
    }
}

namespace FunctionsConnector.Actions.Rendering;

/// <summary>What QueueUpdate answers.</summary>
/// <param name="MessageId">The queue's id of the message, by which its result will be known.</param>
public sealed record QueuedReply(string MessageId);

namespace FunctionsConnector.Actions.Rendering;

/// <summary>The reply of QueueUpdate.</summary>
/// <param name="MessageId">The queue's id of the message; its result has the same id.</param>
public sealed record QueuedReply(string MessageId);

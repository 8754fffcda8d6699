namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>A message that a storage queue has delivered and made invisible to other consumers for a while.</summary>
/// <param name="Id">The queue's id of the message.</param>
/// <param name="PopReceipt">The proof of this delivery; each renewal returns a new one.</param>
/// <param name="Text">Its text, as it is on the queue.</param>
/// <param name="DequeueCount">The number of deliveries, this one included.</param>
/// <param name="InsertedAt">When it was queued, in whole seconds.</param>
/// <param name="NextVisibleAt">When it becomes visible again after this delivery, by the queue's clock; the minimum for a peeked message.</param>
internal sealed record ReceivedMessage(
    string Id, string PopReceipt, string Text, long DequeueCount, DateTimeOffset InsertedAt, DateTimeOffset NextVisibleAt);

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>A message that a storage queue has handed over and hidden from others for a while.</summary>
/// <param name="Id">The queue's id of it.</param>
/// <param name="PopReceipt">What proves that it was handed over to us; each renewal has a new one.</param>
/// <param name="Text">Its text, as it is on the queue.</param>
/// <param name="DequeueCount">How often it was handed over, this time included.</param>
/// <param name="InsertedAt">When it was queued, in whole seconds.</param>
/// <param name="HiddenUntil">Until when it was hidden as it was handed over, by the same clock; the least moment for one that was only looked at.</param>
internal sealed record ReceivedMessage(
    string Id, string PopReceipt, string Text, long DequeueCount, DateTimeOffset InsertedAt, DateTimeOffset HiddenUntil);

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The queues, where configured. An installation without them serves HTTP only.</summary>
/// <param name="Queues">The queues; null where none are configured.</param>
internal sealed record ConfiguredQueues(UpdateQueues? Queues);

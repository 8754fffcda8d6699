namespace FunctionsConnector.Server.Queue.Requeuing;

/// <summary>The result of the command.</summary>
/// <param name="Requeued">Messages on the queue of updates again.</param>
/// <param name="Remaining">Messages that stay where they were.</param>
internal sealed record RequeueCount(int Requeued, int Remaining);

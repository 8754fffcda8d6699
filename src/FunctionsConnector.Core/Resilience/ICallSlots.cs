namespace FunctionsConnector.Core.Resilience;

/// <summary>The slots of the calls that run at a time. They go first to read-backs, then to callers, then to the queue.</summary>
internal interface ICallSlots
{
    /// <summary>How many slots must be released before a new waiter gets one; 0 where one is free.</summary>
    int Ahead(CallPriority priority);

    /// <summary>Takes a slot if one is free.</summary>
    bool TryAcquire();

    /// <returns>True with a slot; false where the wait timed out.</returns>
    ValueTask<bool> AcquireAsync(CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Gives a slot back, to the next waiter where there is one.</summary>
    void Release();
}

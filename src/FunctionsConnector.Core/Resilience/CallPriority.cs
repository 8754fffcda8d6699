namespace FunctionsConnector.Core.Resilience;

/// <summary>The priority of a call to a vendor, the highest first.</summary>
public enum CallPriority
{
    /// <summary>Reads a record back after its PATCH; only this call decides the outcome.</summary>
    ReadBack,

    /// <summary>A caller waits for the reply.</summary>
    Caller,

    /// <summary>A queued update, which can be retried.</summary>
    Queue,
}

namespace FunctionsConnector.Core.Resilience;

/// <summary>Who waits for a call to a vendor, the most urgent first.</summary>
public enum CallUrgency
{
    /// <summary>A PATCH was sent, and only this call can tell what became of it.</summary>
    Confirmation,

    /// <summary>Somebody waits for the reply.</summary>
    Caller,

    /// <summary>A queued update, which can be tried again.</summary>
    Queue,
}

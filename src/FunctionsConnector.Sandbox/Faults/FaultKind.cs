namespace FunctionsConnector.Sandbox.Faults;

/// <summary>The kinds of faults of a simulated system.</summary>
public enum FaultKind
{
    /// <summary>The call is handled after a delay.</summary>
    Delay,

    /// <summary>The connection breaks; nothing is changed.</summary>
    DropBeforeWrite,

    /// <summary>The record is changed; the connection breaks before the response.</summary>
    DropAfterWrite,

    /// <summary>A given response is returned; nothing is changed.</summary>
    Status,

    /// <summary>The record is changed, and a given response is returned.</summary>
    StatusAfterWrite,

    /// <summary>The call is handled, but a text of the response is replaced.</summary>
    Reworded,

    /// <summary>The call is not handled and gets no response.</summary>
    HangUntilCallerLeaves,

    /// <summary>The record is changed, but the call gets no response.</summary>
    HangAfterWrite,
}

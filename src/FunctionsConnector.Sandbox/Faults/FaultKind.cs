namespace FunctionsConnector.Sandbox.Faults;

/// <summary>The ways in which a simulated system can misbehave.</summary>
public enum FaultKind
{
    /// <summary>Handled properly, but only after a pause.</summary>
    Delay,

    /// <summary>The connection breaks; nothing was changed.</summary>
    DropBeforeWrite,

    /// <summary>The change is made; the connection breaks instead of an answer.</summary>
    DropAfterWrite,

    /// <summary>Answered so instead of being handled; nothing was changed.</summary>
    Status,

    /// <summary>The change is made, but answered so.</summary>
    StatusAfterWrite,

    /// <summary>Handled properly, but a text of the answer is replaced.</summary>
    Reworded,

    /// <summary>Never answered and never handled.</summary>
    HangUntilCallerLeaves,

    /// <summary>The change is made, but never answered.</summary>
    HangAfterWrite,
}

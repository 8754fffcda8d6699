namespace FunctionsConnector.Core.Updates;

/// <summary>The outcome of an update that did not fail.</summary>
public enum OutcomeKind
{
    /// <summary>The record shows the new values.</summary>
    Applied,

    /// <summary>The record shows the new values, one of them at least in the system's own form, such as a rounded number.</summary>
    Adjusted,

    /// <summary>The record already had exactly these values; nothing was sent.</summary>
    Unchanged,

    /// <summary>The vendor accepted the update, and the caller did not want it verified.</summary>
    Accepted,
}

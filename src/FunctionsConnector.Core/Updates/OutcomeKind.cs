namespace FunctionsConnector.Core.Updates;

/// <summary>The outcome of an update that did not fail.</summary>
public enum OutcomeKind
{
    /// <summary>The record shows the new values.</summary>
    Applied,

    /// <summary>The record already had these values; nothing was sent.</summary>
    Unchanged,

    /// <summary>The vendor accepted the update, and the caller did not want it verified.</summary>
    Accepted,
}

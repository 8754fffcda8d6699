namespace FunctionsConnector.Core.Catalog;

/// <summary>How the value that a record shows relates to the one that was asked for, from the closest on.</summary>
public enum ValueMatch
{
    /// <summary>Exactly the same value.</summary>
    Same,

    /// <summary>Written differently, such as in another Unicode form, or without white space that was sent.</summary>
    Equivalent,

    /// <summary>The same value in the system's own form, such as a rounded number.</summary>
    Adjusted,

    /// <summary>Any other value.</summary>
    Different,
}

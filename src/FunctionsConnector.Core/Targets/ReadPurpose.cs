namespace FunctionsConnector.Core.Targets;

/// <summary>Why a record is read, which decides whether the reading may wait for others.</summary>
public enum ReadPurpose
{
    /// <summary>A caller wants to see the record, or an update must know it before anything is sent.</summary>
    Inform,

    /// <summary>
    /// A PATCH was sent and only the record can tell what became of it. Limits were spent for this with the PATCH; it goes before
    /// calls that have not begun, or else updates would end unknown for want of a place.
    /// </summary>
    Confirm,
}

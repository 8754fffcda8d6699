using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Patching;

/// <summary>
/// An update that waits for a call to its vendor. What it sends is decided when the call may start: until then other updates of the
/// record may be coalesced into it, and no wait of ours lies between a reading of the record and the PATCH that it allows.
/// </summary>
public abstract class OutgoingUpdate
{
    public abstract RecordReference Record { get; }

    public abstract FieldCatalog Catalog { get; }

    public abstract CallPriority Priority { get; }

    /// <summary>The vendor's id of the person in whose name it is made; null for the connector's own account.</summary>
    public abstract string? Actor { get; }

    /// <summary>Whether <see cref="CloseAsync"/> reads the record.</summary>
    public abstract bool ReadsRecord { get; }

    /// <summary>The update as it was last closed, with those that were coalesced into it; null before.</summary>
    public PlannedUpdate? Sent { get; protected set; }

    /// <summary>The body of <see cref="Sent"/>.</summary>
    public string Body { get; protected set; } = string.Empty;

    /// <summary>
    /// Decides what is sent. Call it for each attempt, as late as possible: when the call may start. <see cref="Sent"/> and
    /// <see cref="Body"/> are the attempt's.
    /// </summary>
    /// <param name="read">Reads the record now, within the same slot of the limits.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the update is to be sent; else the result of an update that must not be sent.</returns>
    public abstract ValueTask<WriteResult?> CloseAsync(Func<CancellationToken, Task<Result<Record>>> read, CancellationToken cancellationToken);
}

using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets;

/// <summary>
/// A configured vendor tenant: everything that the way of an update must know of one vendor, and nothing of any other.
/// </summary>
/// <remarks>
/// Implementations keep the vendor's limits and send again only what is safe to send again. They never throw for what a vendor,
/// a network or a credential does; that is a <see cref="Failure"/>.
/// </remarks>
public interface ITargetSystem
{
    TargetSystemSettings Settings { get; }

    /// <summary>The record types whose fields can be changed.</summary>
    Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken);

    /// <summary>The fields of a record type, or <see cref="FailureCode.RecordTypeNotFound"/>.</summary>
    ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken);

    /// <summary>
    /// The record as it is now, or <see cref="FailureCode.RecordNotFound"/>. A reading that confirms a PATCH costs nothing of the limits
    /// more than the PATCH did, or else updates would end unknown for want of a place.
    /// </summary>
    Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, CallUrgency urgency, CancellationToken cancellationToken);

    /// <summary>Whether these fields can only be changed with the record at hand (a parent's id, a dependent choice, a partner).</summary>
    bool NeedsRecord(FieldCatalog catalog, IReadOnlyList<Field> fields);

    /// <summary>
    /// The vendor's own rules that an update breaks, found without sending anything. Of an update that several joined, an empty answer
    /// means that a request can be made of it.
    /// </summary>
    IEnumerable<FailureDetail> Check(PlannedUpdate update);

    /// <summary>The body of the request that makes the update, in the vendor's dialect, or why there is none.</summary>
    Result<string> Write(PlannedUpdate update);

    /// <summary>Where that request goes. It sends nothing that writes.</summary>
    ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken);

    /// <summary>
    /// Sends an update for which <see cref="Write"/> wrote a body. It closes the update only when the call may be made, because
    /// others may join it until then.
    /// </summary>
    Task<WriteAnswer> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken);

    /// <summary>Whether this vendor is known to take such a change back shortly after it was seen, so that it must be looked at twice.</summary>
    bool MayBeTakenBack(PlannedUpdate update);

    /// <summary>Asks the vendor, as cheaply as it can be asked, whether it is there and takes our credentials; null if so.</summary>
    Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken);
}

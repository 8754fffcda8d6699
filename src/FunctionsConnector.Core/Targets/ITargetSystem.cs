using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.References;
using FunctionsConnector.Core.Updates.Resolving.References;

namespace FunctionsConnector.Core.Targets;

/// <summary>A configured tenant of one vendor, as updates use it.</summary>
/// <remarks>
/// Implementations keep the vendor's limits and retry only calls that are safe to retry. Errors of the vendor, the network or the
/// credentials are a <see cref="Failure"/>, never an exception.
/// </remarks>
public interface ITargetSystem
{
    TargetSystemSettings Settings { get; }

    /// <summary>The record types whose fields can be changed.</summary>
    Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken);

    /// <summary>The fields of a record type, or <see cref="FailureCode.RecordTypeNotFound"/>.</summary>
    ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken);

    /// <summary>
    /// The fields of a record type as the vendor describes them now, read again unless <paramref name="seen"/> is a few seconds old. The
    /// same object means that it is new enough. A failure means that the vendor cannot be asked now.
    /// </summary>
    ValueTask<Result<FieldCatalog>> GetNewerCatalogAsync(FieldCatalog seen, CancellationToken cancellationToken);

    /// <summary>
    /// The records that a reference field can hold and that people call exactly by this text, inactive ones included. An answer may be a
    /// few minutes old where it is exactly one.
    /// </summary>
    Task<Result<IReadOnlyList<NamedRecord>>> FindReferencesAsync(ReferenceQuery query, CancellationToken cancellationToken);

    /// <summary>The active records that a reference field can hold and whose names contain the text, as many as one query returns.</summary>
    /// <param name="catalog">The fields of the record's type.</param>
    /// <param name="field">A field with a <see cref="Field.Reference"/>.</param>
    /// <param name="text">A part of a name; null for any.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    Task<Result<IReadOnlyList<NamedRecord>>> SearchReferencesAsync(FieldCatalog catalog, Field field, string? text, CancellationToken cancellationToken);

    /// <summary>Whether the text is an id of this system, and not a record's number: digits or a GUID.</summary>
    bool IsRecordId(string text) => RecordNumber.IsId(text);

    /// <summary>
    /// The id of the record with this number, as people see it. <see cref="FailureCode.RecordNotFound"/> where there is none,
    /// <see cref="FailureCode.InvalidRequest"/> where the text cannot be a number of this record type or several records have it.
    /// </summary>
    Task<Result<string>> FindRecordIdAsync(FieldCatalog catalog, string number, CallPriority priority, CancellationToken cancellationToken);

    /// <summary>The id by which the vendor takes a person in whose name an update of this record type is made.</summary>
    /// <param name="catalog">The fields of the record type.</param>
    /// <param name="person">The id, or what people call the person.</param>
    /// <param name="priority">Who waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The id; the failure where nobody or several are called so, or where the vendor has no such thing.</returns>
    Task<Result<string>> FindActorAsync(FieldCatalog catalog, string person, CallPriority priority, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(Actors.Unsupported(Settings.DisplayName));

    /// <summary>
    /// The record as it is now, or <see cref="FailureCode.RecordNotFound"/>. The limits charge a read-back together with its PATCH; else
    /// an update could end unknown because no slot is free.
    /// </summary>
    Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Whether the record must be read before these fields can be changed (a parent's id, a partner field).</summary>
    bool NeedsRecord(FieldCatalog catalog, IReadOnlyList<Field> fields);

    /// <summary>
    /// The vendor's own rules that an update breaks, found without sending anything. For a coalesced update, an empty result means that
    /// it can be sent as one request.
    /// </summary>
    IEnumerable<FailureDetail> Check(PlannedUpdate update);

    /// <summary>The body of the update's request in the vendor's dialect, or the failure where there is none.</summary>
    Result<string> Write(PlannedUpdate update);

    /// <summary>The method of that request.</summary>
    HttpMethod UpdateMethod => HttpMethod.Patch;

    /// <summary>The headers of that request that decide what it does, such as <c>If-Match</c>.</summary>
    IReadOnlyList<KeyValuePair<string, string>> HeadersOf(PlannedUpdate update) => [];

    /// <summary>The URL of that request. It sends nothing that writes.</summary>
    ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken);

    /// <summary>
    /// Sends an update. It closes the update at each attempt, and only when the call may start: until then other updates may be
    /// coalesced into it, and what the update reads then is not older than a wait.
    /// </summary>
    /// <returns>The result; that of <see cref="OutgoingUpdate.CloseAsync"/> where it stopped the update.</returns>
    Task<WriteResult> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken);

    /// <summary>
    /// The changed field that this vendor is known to revert shortly after it was shown, so that it must be read back twice; null where there
    /// is none.
    /// </summary>
    Field? RevertibleField(PlannedUpdate update);

    /// <summary>Checks with the cheapest call whether the vendor is available and accepts the credentials; null if so.</summary>
    Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken);
}

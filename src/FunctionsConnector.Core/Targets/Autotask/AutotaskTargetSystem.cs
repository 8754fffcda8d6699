using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Targets.Autotask.Dialect;
using FunctionsConnector.Core.Targets.Autotask.Fields;
using FunctionsConnector.Core.Targets.Autotask.References;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>A tenant of Autotask PSA, by its REST API 1.0.</summary>
internal sealed class AutotaskTargetSystem : ITargetSystem, IReadsRecordsTogether
{
    private readonly Gateway _gateway;
    private readonly Metadata _metadata;
    private readonly ReferenceSearch _references;
    private readonly RecordNumbers _numbers;
    private readonly Query _query;
    private readonly Impersonation _impersonation;
    private readonly TimeProvider _time;

    public AutotaskTargetSystem(TargetSystemSettings settings, TargetSystemServices services)
    {
        Settings = settings;
        _gateway = new Gateway(settings, services);
        _metadata = new Metadata(settings, services, _gateway);
        _references = new ReferenceSearch(settings, services, _gateway);
        _numbers = new RecordNumbers(settings, services, _gateway);
        _query = new Query(settings, _gateway, services.Time);
        _impersonation = new Impersonation(settings, _references);
        _time = services.Time;
    }

    public TargetSystemSettings Settings { get; }

    public Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken) =>
        _metadata.ListRecordTypesAsync(cancellationToken);

    public ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken) =>
        Find(recordType) is { } route && Settings.Offers(route.Entity)
            ? _metadata.GetCatalogAsync(route, cancellationToken)
            : ValueTask.FromResult<Result<FieldCatalog>>(new Failure(
                FailureCode.RecordTypeNotFound,
                $"{Settings.DisplayName} offers no record type {Presentation.Quote(recordType)}. Pick one from the list of its record types, such as Tickets."));

    public ValueTask<Result<FieldCatalog>> GetNewerCatalogAsync(FieldCatalog seen, CancellationToken cancellationToken) =>
        _metadata.GetNewerCatalogAsync(seen, cancellationToken);

    public Task<Result<IReadOnlyList<NamedRecord>>> FindReferencesAsync(ReferenceQuery query, CancellationToken cancellationToken) =>
        _references.FindAsync(query, cancellationToken);

    public Task<Result<IReadOnlyList<NamedRecord>>> SearchReferencesAsync(FieldCatalog catalog, Field field, string? text, CancellationToken cancellationToken) =>
        _references.SearchAsync(catalog, field, text, cancellationToken);

    public Task<Result<string>> FindRecordIdAsync(FieldCatalog catalog, string number, CallPriority priority, CancellationToken cancellationToken) =>
        _numbers.FindAsync(catalog, number, priority, cancellationToken);

    public Task<Result<string>> FindActorAsync(FieldCatalog catalog, string person, CallPriority priority, CancellationToken cancellationToken) =>
        _impersonation.FindAsync(catalog, person, priority, cancellationToken);

    public Task<Result<Record>> ReadAsync(
        RecordReference record, FieldCatalog catalog, CallPriority priority, CancellationToken cancellationToken) => ReadAsync(
            record,
            catalog,
            path => priority == CallPriority.ReadBack
                ? _gateway.ReadBackAsync(catalog.RecordType.Id, path, cancellationToken)
                : _gateway.GetAsync(catalog.RecordType.Id, path, cancellationToken, priority));

    public async Task<Result<IReadOnlyList<Record>>> ReadBackAsync(FieldCatalog catalog, IReadOnlyList<string> recordIds, CancellationToken cancellationToken) =>
        (await _query.FindAsync(catalog.RecordType.Id, Filter.IsAmong("id", recordIds), [], CallPriority.ReadBack, cancellationToken))
            .Map<IReadOnlyList<Record>>(found => [.. found.Select(item => RecordJson.ReadFound(item, catalog))]);

    private async Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, Func<string, Task<Result<VendorReply>>> get)
    {
        if (!IsId(record.RecordId))
        {
            return NotFound(record, " Its ids are digits.");
        }

        var entity = catalog.RecordType.Id;
        if (!(await get($"{entity}/{record.RecordId}")).Succeeded(out var reply, out var failure))
        {
            return failure;
        }

        if (reply is VendorReply.Response { Status: 403 or 404, IsPage: false } hidden)
        {
            return NotFound(record, string.Empty) with { VendorStatus = hidden.Status, VendorMessages = VendorMessages.Of(hidden) };
        }

        if (!Responses.Read(Settings, reply, _time.GetUtcNow(), $"to show {entity} {record.RecordId}").Succeeded(out var answer, out failure))
        {
            return failure;
        }

        // For a missing record, item is null and the status is 200.
        if (answer.ValueKind == JsonValueKind.Object && VendorMessages.Property(answer, "item") is { ValueKind: JsonValueKind.Null })
        {
            return NotFound(record, string.Empty);
        }

        return RecordJson.Read(answer, catalog) is { } read && read.Id == record.RecordId
            ? read
            : new Failure(FailureCode.SystemUnavailable, $"{Settings.DisplayName} was asked for {entity} {record.RecordId} and answered with something else.");
    }

    public bool NeedsRecord(FieldCatalog catalog, IReadOnlyList<Field> fields) =>
        RouteOf(catalog).ParentField is not null || PartnerRules.NeedRecord(catalog, fields);

    public IEnumerable<FailureDetail> Check(PlannedUpdate update) => PartnerRules.Check(update);

    public Result<string> Write(PlannedUpdate update)
    {
        if (!IsId(update.Record.RecordId))
        {
            return NotFound(update.Record, " Its ids are digits.");
        }

        var route = RouteOf(update.Catalog);
        if (route.ParentField is { } parentField && ParentId(route, update) is null)
        {
            return Failure.Invalid(
            [
                new FailureDetail(
                    FailureDetailCode.FieldRequired,
                    parentField,
                    $"{route.Entity} {update.Record.RecordId} can only be changed below its parent in {route.Parent}, and it shows no {parentField}."),
            ]);
        }

        return PatchBody.Write(update);
    }

    public ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken) =>
        _gateway.UrlAsync(PathOf(update), cancellationToken);

    public async Task<WriteResult> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken)
    {
        WriteResult? stopped = null;
        var sending = _gateway.PatchAsync(
            outgoing.Catalog.RecordType.Id,
            async read =>
            {
                stopped = await outgoing.CloseAsync(
                    token => ReadAsync(outgoing.Record, outgoing.Catalog, async path => Result.From(await read(path, token))), cancellationToken);
                return stopped is null ? new WrittenPatch(PathOf(outgoing.Sent!), outgoing.Body) : null;
            },
            outgoing.ReadsRecord,
            outgoing.Priority,
            outgoing.Actor,
            cancellationToken);
        if (!(await sending).Succeeded(out var reply, out var failure))
        {
            return new WriteResult.Refused(failure);
        }

        // Also where the read before it was refused: then nothing was sent.
        if (stopped is not null)
        {
            return stopped;
        }

        return Impersonation.Explain(Responses.Write(Settings, outgoing.Sent!, reply, _time.GetUtcNow()), outgoing.Actor);
    }

    /// <summary>Seen on a live tenant: after a change of the status, a workflow rule for a new note restored the old status.</summary>
    public Field? RevertibleField(PlannedUpdate update) => update.Catalog.RecordType.Id == "Tickets" ? update.ChangeOf("status")?.Field : null;

    public async Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken)
    {
        var reply = await _gateway.GetVersionAsync(cancellationToken);
        return reply.Succeeded(out var answer, out var failure)
            ? Responses.Read(Settings, answer, _time.GetUtcNow(), "to return its version").Failure
            : failure;
    }

    private static bool IsId(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>The route of a record type's id or label; the label is the id in words.</summary>
    private static Route? Find(string recordType) => Routes.ByEntity.TryGetValue(recordType, out var route)
        ? route
        : Routes.ByEntity.TryGetValue(recordType.Replace(" ", string.Empty, StringComparison.Ordinal), out route)
            && string.Equals(Names.Label(route.Entity), recordType.Trim(), StringComparison.OrdinalIgnoreCase)
                ? route
                : null;

    private static Route RouteOf(FieldCatalog catalog) => Routes.ByEntity[catalog.RecordType.Id];

    private static string PathOf(PlannedUpdate update)
    {
        var route = RouteOf(update.Catalog);
        return route.PatchPath(ParentId(route, update));
    }

    /// <summary>The parent that the record has now: a move to another parent is a PATCH below the old one.</summary>
    private static string? ParentId(Route route, PlannedUpdate update) =>
        route.ParentField is { } name && update.Catalog.Find(name) is { } field && update.Before?[field.Name] is { } id && IsId(id) ? id : null;

    private Failure NotFound(RecordReference record, string hint) =>
        new(FailureCode.RecordNotFound, $"{Settings.DisplayName} shows no record {record.RecordId} among {record.RecordType}: it is not there, or the account may not see it.{hint}");
}

using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.References;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Dialect;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;
using FunctionsConnector.Core.Targets.TeamDynamix.References;
using FunctionsConnector.Core.Targets.TeamDynamix.Tokens;
using FunctionsConnector.Core.Targets.Tokens;

namespace FunctionsConnector.Core.Targets.TeamDynamix;

/// <summary>
/// A TeamDynamix tenant. A PATCH to the item's URL carries an array of operations, and its response shows the item
/// (https://solutions.teamdynamix.com/TDWebApi/).
/// </summary>
internal sealed class TeamDynamixTargetSystem : ITargetSystem
{
    private readonly bool _notifyNewResponsible;
    private readonly TeamDynamixApi _api;
    private readonly ItemTypes _types;
    private readonly ItemCatalogs _catalogs;
    private readonly ReferenceSearch _references;

    public TeamDynamixTargetSystem(TargetSystemSettings settings, TargetSystemServices services)
    {
        Settings = settings;
        _notifyNewResponsible = TeamDynamixKind.NotifyNewResponsible(settings) ?? false;
        var baseUrl = BaseUrl.WithSlash(settings.BaseUrl!);
        var sender = new CallSender(settings, services, new RateWindows(settings, services), settings.MaxConcurrency);
        _api = new TeamDynamixApi(baseUrl, sender, new TokenSource(settings, services, new LoginCall(baseUrl, settings, services.Secrets, services.Time, sender)));
        _types = new ItemTypes(_api, settings, services.Timing, services.Time);
        _catalogs = new ItemCatalogs(settings, _api, _types, services.Timing, services.Time);
        _references = new ReferenceSearch(_api, services.Timing, services.Time);
    }

    public TargetSystemSettings Settings { get; }

    public Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken) =>
        _types.ListAsync(cancellationToken).AsTask();

    public async ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken) =>
        (await _catalogs.GetAsync(recordType, cancellationToken)).Map(catalog => catalog.Fields);

    public async ValueTask<Result<FieldCatalog>> GetNewerCatalogAsync(FieldCatalog seen, CancellationToken cancellationToken) =>
        (await _catalogs.GetNewerAsync(seen, cancellationToken)).Map(catalog => catalog.Fields);

    public Task<Result<IReadOnlyList<NamedRecord>>> FindReferencesAsync(ReferenceQuery query, CancellationToken cancellationToken) =>
        _references.FindAsync(query, cancellationToken);

    public Task<Result<IReadOnlyList<NamedRecord>>> SearchReferencesAsync(FieldCatalog catalog, Field field, string? text, CancellationToken cancellationToken) =>
        _references.SearchAsync(catalog, field, text, cancellationToken);

    /// <summary>The number that people see is the id.</summary>
    public Task<Result<string>> FindRecordIdAsync(FieldCatalog catalog, string number, CallPriority priority, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(new Failure(FailureCode.InvalidRequest, $"The record id {Presentation.Quote(number)} is neither digits nor a GUID.") { Target = "recordId" });

    public Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, CallPriority priority, CancellationToken cancellationToken) =>
        ReadAsync(record, catalog, priority, send: null, cancellationToken);

    private async Task<Result<Record>> ReadAsync(
        RecordReference record,
        FieldCatalog catalog,
        CallPriority priority,
        Func<ApiCall, Task<Result<VendorReply>>>? send,
        CancellationToken cancellationToken)
    {
        var type = TypeOf(catalog);
        if (type.CheckId(record.RecordId) is { } wrongId)
        {
            return wrongId;
        }

        var what = $"{type.Kind.Noun} {record.RecordId}";
        var read = await _api.ReadAsync(type.Path(record.RecordId), type.Kind.Route, what, cancellationToken, priority, send);
        if (!read.Succeeded(out var json, out var failure))
        {
            return failure.VendorStatus == 404 && failure.Code == FailureCode.RecordNotFound ? await NotFoundAsync(type, record.RecordId, failure, cancellationToken, send) : failure;
        }

        return Item.From(json, type.Kind) switch
        {
            null => ReplyFailures.Unavailable($"TeamDynamix was asked for {what} and answered with something else."),
            var item when !item.HasId(record.RecordId) =>
                ReplyFailures.Unavailable($"TeamDynamix was asked for {what} and answered with {type.Kind.Noun} {Presentation.Quote(item.Id)}."),
            var item when !item.Is(type, record.RecordId) => Elsewhere(type, record.RecordId, item.App!.Value),
            var item => item.ToRecord(catalog, isWhole: true),
        };
    }

    /// <summary>Never: the URL has only the item's id, and no choices depend on another field.</summary>
    public bool NeedsRecord(FieldCatalog catalog, IReadOnlyList<Field> fields) => false;

    public IEnumerable<FailureDetail> Check(PlannedUpdate update)
    {
        var type = TypeOf(update.Catalog);
        var problems = UpdateRules.Check(update, type.Kind, _catalogs.Of(update.Catalog).StatusesRequiringDate).ToList();
        return problems.Count > 0 ? problems : Lint(ToPatch(update, type, Body(update, type)), update, type);
    }

    public Result<string> Write(PlannedUpdate update)
    {
        var type = TypeOf(update.Catalog);
        return type.CheckId(update.Record.RecordId) is { } wrongId ? wrongId : Body(update, type);
    }

    public ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Result<Uri>>(Address(update.Record, TypeOf(update.Catalog)));

    public async Task<WriteResult> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken)
    {
        var type = TypeOf(outgoing.Catalog);
        WriteResult? stopped = null;
        var call = new ApiCall(HttpMethod.Patch, Address(outgoing.Record, type), type.Kind.Route)
        {
            Write = async send =>
            {
                // The reading goes first, because it holds the slot of the PATCH.
                stopped = await outgoing.CloseAsync(token => ReadAsync(outgoing.Record, outgoing.Catalog, CallPriority.ReadBack, send, token), cancellationToken)
                    ?? (Lint(ToPatch(outgoing.Sent!, type, outgoing.Body), outgoing.Sent!, type) is { Count: > 0 } problems
                        ? new WriteResult.Refused(Failure.Invalid(problems))
                        : null);
                return stopped is null ? outgoing.Body : null;
            },
            Priority = outgoing.Priority,
            IsSafeToRepeat = false,
            DocumentedLimit = type.Kind.PatchesPerMinute,
        };
        if (!(await _api.SendAsync(call, cancellationToken)).Succeeded(out var reply, out var failure))
        {
            return new WriteResult.Refused(failure);
        }

        // Also where the read before it was refused: then nothing was sent.
        if (stopped is not null)
        {
            return stopped;
        }

        return WriteResults.Of(reply, type, outgoing.Sent!);
    }

    /// <summary>Never: no rule of this vendor is known to revert a change after it was shown.</summary>
    public Field? RevertibleField(PlannedUpdate update) => null;

    public async Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken) => (await _types.FetchAsync(cancellationToken)).Failure;

    private static ItemType TypeOf(FieldCatalog catalog) => ItemType.Parse(catalog.RecordType.Id)
        ?? throw new ArgumentException($"'{catalog.RecordType.Id}' is not a record type of this system.", nameof(catalog));

    private Patch ToPatch(PlannedUpdate update, ItemType type, string body) => new(HttpMethod.Patch.Method, Address(update.Record, type), body);

    private Uri Address(RecordReference record, ItemType type) => new(_api.BaseUrl, type.Path(record.RecordId) + Query(type));

    private static string Body(PlannedUpdate update, ItemType type) => PatchDialect.Write(update.Changes, type.Kind);

    private static IReadOnlyList<FailureDetail> Lint(Patch patch, PlannedUpdate update, ItemType type) =>
        PatchLint.Find(patch, update.Catalog, requiresNotify: type.Kind == ItemKind.Ticket);

    // Only tickets have the parameter. It is always sent, so that the vendor's default never mails anybody.
    private string Query(ItemType type) =>
        type.Kind == ItemKind.Ticket ? $"?notifyNewResponsible={CanonicalText.From(_notifyNewResponsible)}" : string.Empty;

    /// <summary>A 404 may mean an item in another application. Where the vendor can say which, the failure names it.</summary>
    private async Task<Failure> NotFoundAsync(ItemType type, string id, Failure failure, CancellationToken cancellationToken, Func<ApiCall, Task<Result<VendorReply>>>? send = null)
    {
        if (type.App is null)
        {
            return failure;
        }

        if (type.PathAcrossApps(id) is { } path
            && (await _api.ReadAsync(path, type.Kind.RouteAcrossApps!, $"{type.Kind.Noun} {id}", cancellationToken, send: send)).Succeeded(out var json, out _)
            && Item.From(json, type.Kind) is { App: { } app } item
            && item.HasId(id)
            && app != type.App)
        {
            return Elsewhere(type, id, app) with { VendorStatus = failure.VendorStatus, VendorMessages = failure.VendorMessages };
        }

        return failure with { Message = $"{failure.Message.TrimEnd('.')}. The record type {type.Id} is application {type.App}." };
    }

    private static Failure Elsewhere(ItemType type, string id, int app) => new(
        FailureCode.RecordNotFound,
        $"There is no {type.Kind.Noun} {id} in application {type.App}: it is in application {app}. Use the record type {(type with { App = app }).Id}.");
}

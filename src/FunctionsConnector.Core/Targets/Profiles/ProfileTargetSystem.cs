using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Checking;
using FunctionsConnector.Core.Targets.Profiles.Dialect;
using FunctionsConnector.Core.Targets.Profiles.Fields;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Profiles.References;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Targets.Profiles;

/// <summary>A tenant of a vendor that a profile describes.</summary>
internal sealed class ProfileTargetSystem : ITargetSystem, IFindsMistakes
{
    private readonly Profile _profile;
    private readonly ProfileApi _api;
    private readonly ProfileCatalogs _catalogs;
    private readonly RecordQueries _queries;
    private readonly UpdateSender _updates;

    /// <param name="profile">The vendor's profile.</param>
    /// <param name="settings">The system's settings, checked by <see cref="ProfileKind.Check"/>.</param>
    /// <param name="services">The services that the system uses.</param>
    public ProfileTargetSystem(Profile profile, TargetSystemSettings settings, TargetSystemServices services)
    {
        (_profile, Settings) = (profile, settings);
        _api = new ProfileApi(profile, settings, services);
        _catalogs = new ProfileCatalogs(profile, settings, _api, services.Timing, services.Time);
        _queries = new RecordQueries(profile, _api, services.Timing, services.Time);
        _updates = new UpdateSender(profile, _api, _catalogs, ReadAsync);
    }

    public TargetSystemSettings Settings { get; }

    public Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken) => _catalogs.ListTypesAsync(cancellationToken).AsTask();

    public ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken) => _catalogs.GetAsync(recordType, cancellationToken);

    public ValueTask<Result<FieldCatalog>> GetNewerCatalogAsync(FieldCatalog seen, CancellationToken cancellationToken) => _catalogs.GetNewerAsync(seen, cancellationToken);

    public Task<Result<IReadOnlyList<NamedRecord>>> FindReferencesAsync(ReferenceQuery query, CancellationToken cancellationToken) =>
        _queries.FindAsync(query, _catalogs.Of(query.Catalog), cancellationToken);

    public Task<Result<IReadOnlyList<NamedRecord>>> SearchReferencesAsync(FieldCatalog catalog, Field field, string? text, CancellationToken cancellationToken) =>
        _queries.SearchAsync(_catalogs.Of(catalog), field, text, cancellationToken);

    public bool IsRecordId(string text) => RecordId.Fits(_profile.IdForm, text);

    public HttpMethod UpdateMethod => _profile.Update.Method;

    /// <summary>Ids of some vendors are neither digits nor a GUID; such an id is returned as it is.</summary>
    public Task<Result<string>> FindRecordIdAsync(FieldCatalog catalog, string number, CallPriority priority, CancellationToken cancellationToken) =>
        RecordId.Fits(_profile.IdForm, number)
            ? Task.FromResult<Result<string>>(number)
            : _queries.FindIdAsync(_catalogs.Of(catalog), number, priority, cancellationToken);

    public Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, CallPriority priority, CancellationToken cancellationToken) =>
        ReadAsync(record, catalog, priority, send: null, cancellationToken);

    private async Task<Result<Record>> ReadAsync(
        RecordReference record, FieldCatalog catalog, CallPriority priority, Func<ApiCall, Task<Result<VendorReply>>>? send, CancellationToken cancellationToken)
    {
        if (_updates.CheckId(record, catalog) is { } wrongId)
        {
            return wrongId;
        }

        var known = _catalogs.Of(catalog);
        if (_profile.Read.Url.Expand(_api.BaseUrl, name => name switch { TemplateName.Id => record.RecordId, TemplateName.Fields => known.Names, _ => known.Type.Value(name) }) is not { } url)
        {
            return _updates.NoUrl(known.Type);
        }

        return (await _api.ReadAsync(url, $"{known.Type.Label} {record.RecordId}", priority, cancellationToken, send)).Succeeded(out var answer, out var failure)
            ? RecordJson.Read(_profile, known, answer, _profile.Read.Record, record.RecordId, isWhole: true)
            : failure;
    }

    /// <summary>Where one URL shows several record types, the record's own is checked; and a JSON Patch removes only what is there.</summary>
    public bool NeedsRecord(FieldCatalog catalog, IReadOnlyList<Field> fields) => _profile.Read.RecordType is not null || _profile.Update.Dialect == BodyDialect.JsonPatch;

    /// <summary>A profile has no rules about several fields.</summary>
    public IEnumerable<FailureDetail> Check(PlannedUpdate update) => [];

    public Result<string> Write(PlannedUpdate update) => _updates.CheckId(update.Record, update.Catalog) is { } wrongId ? wrongId : UpdateBody.Write(_profile, update);

    public ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken) => ValueTask.FromResult(_updates.Address(update.Record, update.Catalog));

    public Task<WriteResult> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken) => _updates.SendAsync(outgoing, cancellationToken);

    /// <summary>Never: a profile does not know which rules revert a change after it was shown.</summary>
    public Field? RevertibleField(PlannedUpdate update) => null;

    public async Task<IReadOnlyList<string>> FindMistakesAsync(FieldCatalog catalog, RecordReference? record, CancellationToken cancellationToken)
    {
        var mistakes = await new ProfileMistakes(_profile, _api).FindAsync(_catalogs.Of(catalog), cancellationToken);
        return record is null ? mistakes
            : (await ReadAsync(record, catalog, CallPriority.Caller, cancellationToken)).Succeeded(out var read, out var failure) ? [.. mistakes, .. ProfileMistakes.OfRecord(catalog, read)]
            : [.. mistakes, failure.Message];
    }

    public IReadOnlyList<KeyValuePair<string, string>> HeadersOf(PlannedUpdate update) => _updates.HeadersOf(update);

    public async Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken)
    {
        var url = _profile.Connection.Expand(_api.BaseUrl, _ => null)!;
        var failure = (await _api.ReadAsync(url, "its connection test", CallPriority.Caller, cancellationToken)).Failure;
        return failure?.Code == FailureCode.RecordNotFound ? failure with { Code = FailureCode.CredentialsRefused } : failure;
    }
}

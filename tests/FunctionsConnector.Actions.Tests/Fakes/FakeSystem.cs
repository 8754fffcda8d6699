using System.Collections.Concurrent;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Targets.References;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Actions.Tests.Fakes;

/// <summary>An in-memory target system. Each record id from 900 on has its own fault.</summary>
internal sealed class FakeSystem(TargetSystemSettings settings, TimeProvider time) : ITargetSystem
{
    public const string RateLimitedId = "901";
    public const string RefusedId = "902";
    public const string BrokenId = "903";
    public const string HangingId = "904";
    public const string IgnoringId = "905";
    public const string UnavailableId = "906";
    public const string WaitingId = "907";
    public const string CredentialsRefusedId = "908";
    public const string MissingId = "999";

    private readonly ConcurrentDictionary<string, Dictionary<string, string?>> _records = new();
    private readonly TaskCompletionSource _isAwaited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TargetSystemSettings Settings => settings;

    /// <summary>The result of <see cref="CheckConnectionAsync"/>.</summary>
    public Failure? Connection { get; set; }

    /// <summary>The catalog of all record types; null for their own.</summary>
    public FieldCatalog? Catalog { get; set; }

    /// <summary>The system with this name in a process.</summary>
    public static FakeSystem Of(IHost app, string name) => (FakeSystem)app.Services.GetRequiredService<TargetSystems>().Find(name).Value!;

    /// <summary>Completes when a call waits for <see cref="HangingId"/>, which never responds.</summary>
    public Task IsAwaited => _isAwaited.Task;

    /// <summary>The values in a record.</summary>
    public Dictionary<string, string?> Values(string recordId) => _records.GetOrAdd(recordId, _ => FakeCatalogs.NewRecord());

    public Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Result.From(FakeCatalogs.RecordTypes));

    public ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Result<FieldCatalog>>((Catalog ?? FakeCatalogs.Find(recordType)) is { } catalog
            ? catalog
            : new Failure(FailureCode.RecordTypeNotFound, "There is no such record type."));

    public async Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, CallPriority priority, CancellationToken cancellationToken)
    {
        switch (record.RecordId)
        {
            case MissingId:
                return new Failure(FailureCode.RecordNotFound, $"There is no record {record.RecordId}.");
            case BrokenId:
                throw new InvalidOperationException("A bug.");
            case HangingId:
                _isAwaited.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                break;
            case UnavailableId:
                return new Failure(FailureCode.SystemUnavailable, "Away.");
        }

        return new Record(record.RecordId, Values(record.RecordId));
    }

    public ValueTask<Result<FieldCatalog>> GetNewerCatalogAsync(FieldCatalog seen, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Result<FieldCatalog>>(seen);

    public Task<Result<IReadOnlyList<NamedRecord>>> FindReferencesAsync(ReferenceQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(Result.From<IReadOnlyList<NamedRecord>>([]));

    public Task<Result<IReadOnlyList<NamedRecord>>> SearchReferencesAsync(FieldCatalog catalog, Field field, string? text, CancellationToken cancellationToken) =>
        Task.FromResult(Result.From<IReadOnlyList<NamedRecord>>([]));

    public Task<Result<string>> FindRecordIdAsync(FieldCatalog catalog, string number, CallPriority priority, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(new Failure(FailureCode.InvalidRequest, "No number.") { Target = "recordId" });

    public bool NeedsRecord(FieldCatalog catalog, IReadOnlyList<Field> fields) => false;

    public IEnumerable<FailureDetail> Check(PlannedUpdate update) => [];

    public Result<string> Write(PlannedUpdate update) =>
        $"{{{string.Join(',', update.Changes.Select(change => $"\"{change.Field.Name}\":{Json(change.Value)}"))}}}";

    public ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Result<Uri>>(new Uri($"https://vendor.example/{update.Record.RecordType}/{update.Record.RecordId}"));

    public async Task<WriteResult> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken) =>
        await outgoing.CloseAsync(token => ReadAsync(outgoing.Record, outgoing.Catalog, outgoing.Priority, token), cancellationToken)
            ?? await SendAsync(outgoing.Sent!);

    private Task<WriteResult> SendAsync(PlannedUpdate update)
    {
        switch (update.Record.RecordId)
        {
            case RateLimitedId:
                return Refused(new(FailureCode.RateLimited, "Slower.") { VendorStatus = 429, RetryAfter = TimeSpan.FromSeconds(6.2) });
            case WaitingId:
                return Refused(new(FailureCode.SystemUnavailable, "Wait.") { RetryAfter = TimeSpan.FromMinutes(10), Wait = WaitReason.Outage });
            case CredentialsRefusedId:
                return Refused(new(FailureCode.CredentialsRefused, "Refused.") { VendorStatus = 401 });
            case RefusedId:
                return Refused(new(FailureCode.UpdateRejected, "No.") { VendorStatus = 500, VendorMessages = ["Not on a Sunday."] });
            case BrokenId:
                throw new InvalidOperationException("A bug.");
            case IgnoringId:
                break;
            default:
                foreach (var change in update.Changes)
                {
                    Values(update.Record.RecordId)[change.Field.Name] = change.Value;
                }

                break;
        }

        return Task.FromResult<WriteResult>(new WriteResult.Accepted(null));
    }

    public Field? RevertibleField(PlannedUpdate update) => null;

    public Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken) => Task.FromResult(Connection);

    private static Task<WriteResult> Refused(Failure failure) => Task.FromResult<WriteResult>(new WriteResult.Refused(failure));

    private static string Json(string? value) => value is null ? "null" : $"\"{JsonEncodedText.Encode(value)}\"";
}

using FunctionsConnector.Core.Targets.References;
using FunctionsConnector.Core.Updates;
using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>
/// A vendor with one record. The test decides when each PATCH starts, which is impossible with a socket. It refuses the value
/// <see cref="Bad"/> and ignores the value <see cref="Ignored"/>.
/// </summary>
internal sealed class FakeSystem : ITargetSystem
{
    public const string Bad = "bad";
    public const string Ignored = "ignored";

    private static readonly FieldCatalog Catalog = new(new RecordType("Things", "Thing"),
        [new("a", "A", FieldType.Text), new("b", "B", FieldType.Text), new("c", "C", FieldType.Text)]);

    private readonly Queue<TaskCompletionSource> _held = new();
    private readonly FakeClock _clock = new();

    public FakeSystem() => Updater = new Updater(new TargetSystems([Settings], _ => this), new Timing { BetweenReadBacks = TimeSpan.Zero }, _clock);

    public TargetSystemSettings Settings { get; } = new("held", "Held");

    public Updater Updater { get; }

    /// <summary>The values in the record.</summary>
    public Dictionary<string, string?> Truth { get; } = new() { ["a"] = "0", ["b"] = "0", ["c"] = "0" };

    /// <summary>The bodies of all PATCH calls, in order.</summary>
    public List<string> Patches { get; } = [];

    public int Reads { get; private set; }

    /// <summary>Called after each reading, before its caller gets it.</summary>
    public Action? AfterRead { get; set; }

    /// <summary>So many PATCH calls are lost before they arrive. The vendor's client tries again, as it does after a lost connection.</summary>
    public int DoesNotArrive { get; set; }

    /// <summary>Called before such a call is tried again.</summary>
    public Action? AfterLoss { get; set; }

    /// <summary>The failure of reads; null while the record can be read.</summary>
    public Failure? Unreadable { get; set; }

    /// <summary>The result of a PATCH; null for the usual one.</summary>
    public Func<PlannedUpdate, WriteResult?> Answer { get; set; } = _ => null;

    public static string Body(PlannedUpdate update) => string.Join(' ', update.Changes.Select(change => $"{change.Field.Name}={change.Value}"));

    /// <summary>Starts one PATCH after the other, until all updates have ended.</summary>
    public async Task<Result<UpdateOutcome>[]> ReleaseAsync(params Task<Result<UpdateOutcome>>[] updates)
    {
        var all = Task.WhenAll(updates);

        // The time for which an idle record waits for the rest of a batch of messages.
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        while (!all.IsCompleted)
        {
            if (_held.TryDequeue(out var held))
            {
                held.SetResult();
            }

            await Task.Yield();
        }

        return await all;
    }

    public void Advance(TimeSpan time) => _clock.Advance(time);

    public Task<Result<UpdateOutcome>> UpdateAsync(string changes, string onlyIf = "", bool verify = true, QueuePosition? position = null) => Updater.UpdateAsync(
        new UpdateRequest("held", "Things", "1", Read(changes)) { OnlyIf = Read(onlyIf), Verify = verify, Position = position },
        CancellationToken.None);

    public Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Result.From<IReadOnlyList<RecordType>>([Catalog.RecordType]));

    public ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken) => ValueTask.FromResult<Result<FieldCatalog>>(Catalog);

    public Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, CallPriority priority, CancellationToken cancellationToken)
    {
        Reads++;
        Result<Record> read = Unreadable is { } unreadable ? unreadable : new Record(record.RecordId, Truth.ToDictionary());
        AfterRead?.Invoke();
        return Task.FromResult(read);
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

    public Result<string> Write(PlannedUpdate update) => Body(update);

    public ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Result<Uri>>(new Uri("https://held.example/1"));

    public async Task<WriteResult> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken)
    {
        var held = new TaskCompletionSource();
        _held.Enqueue(held);
        await held.Task.WaitAsync(cancellationToken);
        if (await outgoing.CloseAsync(token => ReadAsync(outgoing.Record, outgoing.Catalog, outgoing.Priority, token), cancellationToken) is { } stopped)
        {
            return stopped;
        }

        Patches.Add(outgoing.Body);
        if (DoesNotArrive-- > 0)
        {
            AfterLoss?.Invoke();
            return await SendAsync(outgoing, cancellationToken);
        }

        if (Answer(outgoing.Sent!) is { } answer)
        {
            return answer;
        }

        if (outgoing.Sent!.Changes.Any(change => change.Value == Bad))
        {
            return new WriteResult.Refused(new Failure(FailureCode.UpdateRejected, "Bad."));
        }

        foreach (var change in outgoing.Sent.Changes.Where(change => change.Value != Ignored))
        {
            Truth[change.Field.Name] = change.Value;
        }

        return new WriteResult.Accepted(null);
    }

    public Field? RevertibleField(PlannedUpdate update) => null;

    public Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken) => Task.FromResult<Failure?>(null);

    private static List<RequestedChange> Read(string changes) =>
        [.. changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(change => new RequestedChange(change[..1], System.Text.Json.JsonElement.Parse($"\"{change[2..]}\"")))];
}

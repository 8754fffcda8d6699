using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates;
using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>
/// A vendor with one record, which lets a test decide when each PATCH comes to its turn: no socket can be held that exactly. It refuses
/// whatever sets a field to <see cref="Bad"/>, and ignores what sets one to <see cref="Ignored"/>.
/// </summary>
internal sealed class HeldSystem : ITargetSystem
{
    public const string Bad = "bad";
    public const string Ignored = "ignored";

    private static readonly FieldCatalog Catalog = new(new RecordType("Things", "Thing"),
        [new("a", "A", FieldType.Text), new("b", "B", FieldType.Text), new("c", "C", FieldType.Text)]);

    private readonly Queue<TaskCompletionSource> _held = new();
    private readonly FakeClock _clock = new();

    public HeldSystem() => Updater = new Updater(new TargetSystems([Settings], _ => this), new Timing { BetweenLooks = TimeSpan.Zero }, _clock);

    public TargetSystemSettings Settings { get; } = new("held", "Held");

    public Updater Updater { get; }

    /// <summary>What is true.</summary>
    public Dictionary<string, string?> Truth { get; } = new() { ["a"] = "0", ["b"] = "0", ["c"] = "0" };

    /// <summary>The bodies of all PATCHes, in order.</summary>
    public List<string> Patches { get; } = [];

    public int Reads { get; private set; }

    /// <summary>Why the record cannot be read; null while it can.</summary>
    public Failure? Unreadable { get; set; }

    /// <summary>What becomes of PATCHes; by default the vendor does as it is told.</summary>
    public Func<PlannedUpdate, WriteAnswer?> Answer { get; set; } = _ => null;

    public static string Body(PlannedUpdate update) => string.Join(' ', update.Changes.Select(change => $"{change.Field.Name}={change.Value}"));

    /// <summary>Lets one PATCH after the other have its turn, until all updates have ended.</summary>
    public async Task<Result<UpdateOutcome>[]> ReleaseAsync(params Task<Result<UpdateOutcome>>[] updates)
    {
        var all = Task.WhenAll(updates);

        // Queued ones are waited for, a moment; and no more time than that passes.
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

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => _clock.Advance(time);

    public Task<Result<UpdateOutcome>> UpdateAsync(string changes, string onlyIf = "", bool verify = true, QueuePlace? place = null) => Updater.UpdateAsync(
        new UpdateRequest("held", "Things", "1", Read(changes)) { OnlyIf = Read(onlyIf), Verify = verify, Place = place },
        CancellationToken.None);

    public Task<Result<IReadOnlyList<RecordType>>> ListRecordTypesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Result.From<IReadOnlyList<RecordType>>([Catalog.RecordType]));

    public ValueTask<Result<FieldCatalog>> GetCatalogAsync(string recordType, CancellationToken cancellationToken) => ValueTask.FromResult<Result<FieldCatalog>>(Catalog);

    public Task<Result<Record>> ReadAsync(RecordReference record, FieldCatalog catalog, CallUrgency urgency, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult<Result<Record>>(Unreadable is { } unreadable ? unreadable : new Record(record.RecordId, Truth.ToDictionary()));
    }

    public bool NeedsRecord(FieldCatalog catalog, IReadOnlyList<Field> fields) => false;

    public IEnumerable<FailureDetail> Check(PlannedUpdate update) => [];

    public Result<string> Write(PlannedUpdate update) => Body(update);

    public ValueTask<Result<Uri>> AddressAsync(PlannedUpdate update, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Result<Uri>>(new Uri("https://held.example/1"));

    public async Task<WriteAnswer> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken)
    {
        var held = new TaskCompletionSource();
        _held.Enqueue(held);
        await held.Task.WaitAsync(cancellationToken);
        Patches.Add(outgoing.Close(Body));
        if (Answer(outgoing.Sent) is { } answer)
        {
            return answer;
        }

        if (outgoing.Sent.Changes.Any(change => change.Value == Bad))
        {
            return new WriteAnswer.Refused(new Failure(FailureCode.UpdateRejected, "Bad."));
        }

        foreach (var change in outgoing.Sent.Changes.Where(change => change.Value != Ignored))
        {
            Truth[change.Field.Name] = change.Value;
        }

        return new WriteAnswer.Accepted(null);
    }

    public bool MayBeTakenBack(PlannedUpdate update) => false;

    public Task<Failure?> CheckConnectionAsync(CancellationToken cancellationToken) => Task.FromResult<Failure?>(null);

    private static List<RequestedChange> Read(string changes) =>
        [.. changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(change => new RequestedChange(change[..1], System.Text.Json.JsonElement.Parse($"\"{change[2..]}\"")))];
}

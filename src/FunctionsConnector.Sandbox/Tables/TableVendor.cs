using System.Text.Json.Nodes;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Values;
using static FunctionsConnector.Sandbox.Server.ControlJson;

namespace FunctionsConnector.Sandbox.Tables;

/// <summary>
/// A simulated system whose records are JSON objects in tables. It keeps the true records and counts the calls; the derived class speaks
/// the vendor's API. Thread-safe.
/// </summary>
/// <typeparam name="TBehavior">The vendor's switches.</typeparam>
public abstract class TableVendor<TBehavior> : IVendorSandbox
    where TBehavior : TableVendorBehavior, new()
{
    private readonly RateLimiter<string> _rates = new();
    private readonly TimeProvider _time;
    private readonly Func<Uri> _serverUrl;
    private readonly Func<IEnumerable<RecordTable>> _seed;
    private volatile TBehavior _behavior = new();
    private volatile IReadOnlyDictionary<string, RecordTable> _tables;

    private protected TableVendor(string name, Func<IEnumerable<RecordTable>> seed, TimeProvider time, Func<Uri> serverUrl)
    {
        (Name, _seed, _time, _serverUrl) = (name, seed, time, serverUrl);
        _tables = Seed();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public CallLog Calls { get; } = new();

    /// <inheritdoc/>
    public FaultPlan Faults { get; } = new();

    /// <summary>Base address of the system, with a trailing slash.</summary>
    public Uri BaseUrl => new(_serverUrl(), $"/{Name}/");

    /// <summary>The switches; change them with a <c>with</c> expression.</summary>
    public TBehavior Behavior
    {
        get => _behavior;
        set => _behavior = value;
    }

    /// <summary>The number of calls refused by the limit.</summary>
    public long RateLimited => _rates.Refused;

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => Write(Behavior);

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["ignore-silently"] = command => IgnoreSilently(Text(command, "recordType"), Text(command, "field")),
        ["forbid"] = command => Forbid(Text(command, "recordType"), Text(command, "id")),
    };

    private protected DateTimeOffset Now => _time.GetUtcNow();

    private protected TimeSpan Elapsed => _time.Monotonic();

    private protected IReadOnlyDictionary<string, RecordTable> Tables => _tables;

    /// <summary>A copy of a record's true state: its stored fields by API name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public JsonObject Truth(string recordType, string id) => Get(recordType, id).State.DeepClone().AsObject();

    /// <summary>Keeps every true state of a record from now on, the present one first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public void KeepHistory(string recordType, string id) => Get(recordType, id).KeepHistory();

    /// <summary>The true states of a record since <see cref="KeepHistory"/>, oldest first, each like <see cref="Truth"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public IReadOnlyList<JsonObject> History(string recordType, string id) =>
        [.. Get(recordType, id).History().Select(state => state.DeepClone().AsObject())];

    /// <inheritdoc/>
    public void SetTruth(string recordType, string recordId, string field, JsonNode? value)
    {
        _ = Table(recordType).Find(field) ?? throw new KeyNotFoundException($"'{recordType}' has no field '{field}'.");
        Get(recordType, recordId).Change(Elapsed, draft =>
        {
            Set(draft, field, value);
            return null;
        });
    }

    /// <summary>Drops values of this field from now on; an update still succeeds.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type or field.</exception>
    public void IgnoreSilently(string recordType, string field) => Change(recordType, field, one => one with { IsSilentlyIgnored = true });

    /// <summary>Stores values of this field in another form from now on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type or field.</exception>
    public void Store(string recordType, string field, StoredForm form) => Change(recordType, field, one => one with { Form = form });

    /// <summary>Adds a field to a record type, or replaces the field of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type.</exception>
    public void DefineField(string recordType, TableField field) => Table(recordType).Define(field);

    /// <summary>Removes a field from a record type, as an administrator would.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type.</exception>
    public void RemoveField(string recordType, string field) => Table(recordType).Remove(field);

    /// <summary>Refuses updates of this record from now on, for a lack of rights.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public void Forbid(string recordType, string id) => Get(recordType, id).IsForbidden = true;

    /// <summary>Restores the state after the start: records, fields, switches, calls, faults.</summary>
    public virtual void Reset()
    {
        Behavior = new();
        _tables = Seed();
        _rates.Reset();
        Calls.Clear();
        Faults.Clear();
    }

    /// <inheritdoc/>
    void IVendorSandbox.ChangeSwitches(JsonObject changes) => Behavior = Merge(Behavior, changes);

    /// <inheritdoc/>
    JsonObject? IVendorSandbox.FindTruth(string recordType, string recordId) =>
        Tables.GetValueOrDefault(recordType)?.FindRecord(recordId) is null ? null : Truth(recordType, recordId);

    /// <inheritdoc/>
    IVendorCall IVendorSandbox.Open(SandboxRequest request)
    {
        if (Behavior.CallLimit <= 0 || !IsLimited(request))
        {
            return new UnlimitedCall(() => Answer(request));
        }

        var reading = _rates.Count("", Now, Behavior.RateWindow, Behavior.CallLimit);
        return new UnlimitedCall(() => Limited(Answer(request), reading), reading.IsExceeded ? Limited(answer: null, reading) : null);
    }

    private protected abstract SandboxResponse Answer(SandboxRequest request);

    /// <summary>The response with the limit's headers; the refusal if there is no response.</summary>
    private protected abstract SandboxResponse Limited(SandboxResponse? answer, RateReading reading);

    /// <summary>Whether the limit counts this call; a sign-in is not counted.</summary>
    private protected virtual bool IsLimited(SandboxRequest request) => true;

    /// <summary>Sets a field of a draft in the form in which the system stores values.</summary>
    private protected virtual void Set(JsonObject draft, string field, JsonNode? value) => draft[field] = value?.DeepClone();

    private protected JsonObject Visible(TableRecord record) => record.Visible(Elapsed - Behavior.ChangesShowAfter);

    private RecordTable Table(string recordType) =>
        Tables.GetValueOrDefault(recordType) ?? throw new KeyNotFoundException($"There is no record type '{recordType}'.");

    private TableRecord Get(string recordType, string id) =>
        Table(recordType).FindRecord(id) ?? throw new KeyNotFoundException($"There is no record {id} in '{recordType}'.");

    private void Change(string recordType, string field, Func<TableField, TableField> change) => Table(recordType).Define(change(
        Table(recordType).Find(field) ?? throw new KeyNotFoundException($"'{recordType}' has no field '{field}'.")));

    private Dictionary<string, RecordTable> Seed() => _seed().ToDictionary(table => table.Name, StringComparer.Ordinal);
}

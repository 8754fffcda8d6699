using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Autotask.Patching;
using FunctionsConnector.Sandbox.Autotask.Routing;
using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>
/// A simulated Autotask PSA tenant: its REST API at <c>/autotask/ATServicesRest/V1.0/</c>, and its records, which tests read and
/// change directly. Thread-safe.
/// </summary>
public sealed partial class AutotaskSandbox : IVendorSandbox
{
    private const string Mount = "autotask";

    private readonly AutotaskTenant _tenant;
    private readonly AutotaskApi _api;
    private readonly RouteReader _routes;
    private readonly Func<Uri> _serverUrl;

    internal AutotaskSandbox(TimeProvider time, Func<Uri> serverUrl)
    {
        _serverUrl = serverUrl;
        _tenant = new(time);
        _api = new(_tenant, time, () => ZoneUrl);
        _routes = new(Mount, _tenant.Catalog);
    }

    /// <inheritdoc/>
    public CallLog Calls { get; } = new();

    /// <inheritdoc/>
    public FaultPlan Faults { get; } = new();

    /// <summary>The fixed address of zone discovery.</summary>
    public Uri DiscoveryUrl => new(_serverUrl(), $"/{Mount}/ATServicesRest/");

    /// <summary>The zone that accepts calls, as <see cref="AutotaskBehavior.ZonePath"/> says.</summary>
    public Uri ZoneUrl => new(_serverUrl(), Behavior.ZonePath);

    /// <summary>The switches; change them with a <c>with</c> expression.</summary>
    public AutotaskBehavior Behavior
    {
        get => _tenant.Behavior;
        set => _tenant.Behavior = value;
    }

    /// <summary>The credentials accepted from now on.</summary>
    public AutotaskCredentials Credentials
    {
        get => _tenant.CredentialCheck.Credentials;
        set => _tenant.CredentialCheck.Credentials = value;
    }

    /// <summary>The user name accepted from now on.</summary>
    public string UserName
    {
        get => Credentials.UserName;
        set => Credentials = Credentials with { UserName = value };
    }

    /// <summary>The password accepted from now on.</summary>
    public string Secret
    {
        get => Credentials.Secret;
        set => Credentials = Credentials with { Secret = value };
    }

    /// <summary>The tracking identifier accepted from now on.</summary>
    public string IntegrationCode
    {
        get => Credentials.IntegrationCode;
        set => Credentials = Credentials with { IntegrationCode = value };
    }

    /// <summary>Whether too many failures in a row have locked the user. A locked user is refused even with valid credentials.</summary>
    public bool IsLocked => _tenant.CredentialCheck.IsLocked;

    /// <summary>Calls of the last rolling hour, as <c>ThresholdInformation</c> reports them.</summary>
    public long CallsThisHour
    {
        get => _tenant.Usage.Used;
        set => _tenant.Usage.Used = value;
    }

    /// <summary>Unlocks the user.</summary>
    public void Unlock() => _tenant.CredentialCheck.Unlock();

    /// <summary>The highest number of concurrent calls at an entity's endpoint so far, including the first one over the limit.</summary>
    public int HighestConcurrency(string entity) => _tenant.Threads.Highest(entity);

    /// <summary>A copy of a record's true state, in the format of the API's item, with its userDefinedFields.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public JsonObject Truth(string entity, long id) =>
        JsonNode.Parse(_tenant.Records.Get(entity, id).State.Write())!.AsObject();

    /// <summary>Keeps every true state of a record from now on, the present one first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public void KeepHistory(string entity, long id) => _tenant.Records.Get(entity, id).KeepHistory();

    /// <summary>The true states of a record since <see cref="KeepHistory"/>, oldest first, each like <see cref="Truth"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public IReadOnlyList<JsonObject> History(string entity, long id) =>
        [.. _tenant.Records.Get(entity, id).History().Select(state => JsonNode.Parse(state.Write())!.AsObject())];

    /// <summary>
    /// Sets a standard or user-defined field without the API's checks. A test can thus make a record that the API refuses (a text
    /// that is too long, an inactive reference). The value must be of the field's type.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such record or field.</exception>
    /// <exception cref="ArgumentException">The value is not of the field's type.</exception>
    public void SetTruth(string entity, long id, string field, JsonNode? value)
    {
        var record = _tenant.Records.Get(entity, id);
        var definition = _tenant.Catalog.Get(entity);
        var element = JsonSerializer.SerializeToElement(value);
        if (definition.FindField(field) is { } standard)
        {
            // Old records may hold a time in a field that takes days now.
            var read = FieldValue.Read(standard with { IsDay = false }, element);
            Take(read, field, () => record.SetTruth(draft => draft.Set(standard.Name, read.Value)));
        }
        else if (definition.FindUserDefinedField(field) is { } userDefined)
        {
            var read = FieldValue.ReadUserDefined(userDefined, element);
            Take(read, field, () => record.SetTruth(draft => draft.SetUserDefined(userDefined.Name, read.Value)));
        }
        else
        {
            throw new KeyNotFoundException($"'{entity}' has no field '{field}'.");
        }
    }

    /// <summary>Restores the state after the start: records, fields, switches, credentials, calls, faults.</summary>
    public void Reset()
    {
        _tenant.Reset();
        Calls.Clear();
        Faults.Clear();
    }

    private static void Take(FieldValue read, string field, Action take)
    {
        if (read.Refusal is not null)
        {
            throw new ArgumentException($"{field}: {read.Refusal}");
        }

        take();
    }
}

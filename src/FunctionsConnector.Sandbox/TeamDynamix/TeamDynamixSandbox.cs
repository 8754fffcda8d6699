using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Patching;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// A simulated TeamDynamix tenant: its Web API at <c>/teamdynamix/TDWebApi/</c>, and behind it the truth, which tests can ask and
/// change. Everything can be used by many threads at once. Record types are named as in the product: <c>tickets-42</c>,
/// <c>assets-43</c>, <c>cis-43</c>, <c>articles-44</c>, <c>people</c>, <c>projects</c>.
/// </summary>
public sealed partial class TeamDynamixSandbox : IVendorSandbox
{
    private const string Mount = "teamdynamix";

    private readonly TeamDynamixTenant _tenant;
    private readonly TeamDynamixApi _api;
    private readonly Func<Uri> _serverUrl;

    internal TeamDynamixSandbox(TimeProvider time, Func<Uri> serverUrl)
    {
        _serverUrl = serverUrl;
        _tenant = new(time);
        _api = new(_tenant);
    }

    /// <inheritdoc/>
    public CallLog Calls { get; } = new();

    /// <inheritdoc/>
    public FaultPlan Faults { get; } = new();

    /// <summary>Base address of the Web API, with a trailing slash; the first of <see cref="TeamDynamixBehavior.BasePaths"/>.</summary>
    public Uri BaseUrl => new(_serverUrl(), $"/{Mount}/{Behavior.BasePaths[0].Trim('/')}/");

    /// <summary>The lasting switches; change them with a <c>with</c> expression.</summary>
    public TeamDynamixBehavior Behavior
    {
        get => _tenant.Behavior;
        set => _tenant.Behavior = value;
    }

    /// <summary>The credentials accepted by logins from now on; tokens already handed out stay good.</summary>
    public TeamDynamixCredentials Credentials
    {
        get => _tenant.Credentials;
        set => _tenant.Credentials = value;
    }

    /// <summary>The organisation's id accepted from now on.</summary>
    public string BeId
    {
        get => Credentials.BeId;
        set => Credentials = Credentials with { BeId = value };
    }

    /// <summary>The organisation's key accepted from now on.</summary>
    public string WebServicesKey
    {
        get => Credentials.WebServicesKey;
        set => Credentials = Credentials with { WebServicesKey = value };
    }

    /// <summary>The user name accepted from now on.</summary>
    public string UserName
    {
        get => Credentials.UserName;
        set => Credentials = Credentials with { UserName = value };
    }

    /// <summary>The password accepted from now on.</summary>
    public string Password
    {
        get => Credentials.Password;
        set => Credentials = Credentials with { Password = value };
    }

    /// <summary>How many logins have succeeded.</summary>
    public long Logins => _tenant.Tokens.Logins;

    /// <summary>How many calls were refused with a 429 for coming too often.</summary>
    public long RateLimited => _tenant.Rates.Refused;

    /// <summary>Who became responsible for tickets, and whether they were told.</summary>
    public IReadOnlyList<ResponsibleNotice> Notices => _tenant.Notices.All;

    /// <summary>A copy of what a record truly holds, in the shape of the API's item, with its Attributes.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public JsonObject Truth(string recordType, string id)
    {
        var state = Get(recordType, id).State;
        return JsonNode.Parse(state.Write(_tenant.Attributes.Of(state)))!.AsObject();
    }

    /// <inheritdoc cref="Truth(string, string)"/>
    public JsonObject Truth(string recordType, long id) => Truth(recordType, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The value that a custom attribute of a record truly holds; empty for none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public string TrueAttribute(string recordType, string id, int attributeId) => Get(recordType, id).State.Attribute(attributeId);

    /// <inheritdoc cref="TrueAttribute(string, string, int)"/>
    public string TrueAttribute(string recordType, long id, int attributeId) =>
        TrueAttribute(recordType, id.ToString(CultureInfo.InvariantCulture), attributeId);

    /// <summary>
    /// Sets a field, or a custom attribute (<c>attributes/9001</c>), without the API's checks and without moving the record's change
    /// stamps, unless it is one of these that is set. The value must still be of the field's type; null clears.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such record or field.</exception>
    /// <exception cref="ArgumentException">The value is not of the field's type, or follows from another field.</exception>
    public void SetTruth(string recordType, string recordId, string field, JsonNode? value)
    {
        var item = Get(recordType, recordId);
        if (AttributeId(field) is { } attribute)
        {
            item.Change(draft =>
            {
                draft.SetAttribute(attribute, value?.ToString() ?? "");
                return null;
            });
            return;
        }

        var definition = item.State.Kind.Find(field) ?? throw new KeyNotFoundException($"'{recordType}' has no field '{field}'.");
        var read = FieldValue.Read(definition with { MaxLength = 0 }, JsonSerializer.SerializeToElement(value), TimeSpan.Zero);
        if (definition.Follows is not null || read.Refusal is not null)
        {
            throw new ArgumentException($"{field}: {read.Refusal ?? "follows from another field."}");
        }

        item.Change(draft =>
        {
            draft.Keep(definition.Name, read.Value ?? definition.Unset);
            return null;
        });
    }

    /// <inheritdoc cref="SetTruth(string, string, string, JsonNode?)"/>
    public void SetTruth(string recordType, long id, string field, JsonNode? value) =>
        SetTruth(recordType, id.ToString(CultureInfo.InvariantCulture), field, value);

    /// <summary>Puts everything back to the state after the start: items, attributes, tokens, switches, credentials, calls, faults.</summary>
    public void Reset()
    {
        _tenant.Reset();
        Calls.Clear();
        Faults.Clear();
    }

    private StoredItem? Find(string recordType, string id)
    {
        var type = RecordTypeId.Parse(recordType);
        return _tenant.Items.Find(type.Kind, type.App, id);
    }

    private StoredItem Get(string recordType, string id) =>
        Find(recordType, id) ?? throw new KeyNotFoundException($"There is no record {id} in '{recordType}'.");

    private int? AttributeId(string field) =>
        field.StartsWith(SeededKind.AttributePrefix, StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(field.AsSpan(SeededKind.AttributePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && _tenant.Attributes.Find(id) is not null
                    ? id
                    : throw new KeyNotFoundException($"There is no '{field}'.")
            : null;
}

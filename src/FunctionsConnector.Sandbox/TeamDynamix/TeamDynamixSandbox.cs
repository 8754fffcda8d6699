using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// A simulated TeamDynamix tenant: its Web API at <c>/teamdynamix/TDWebApi/</c>, and its records, which tests read and change directly.
/// Thread-safe. The record types have the names of the connector: <c>tickets-42</c>, <c>assets-43</c>, <c>cis-43</c>,
/// <c>articles-44</c>, <c>people</c>, <c>projects</c>.
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

    /// <summary>The switches; change them with a <c>with</c> expression.</summary>
    public TeamDynamixBehavior Behavior
    {
        get => _tenant.Behavior;
        set => _tenant.Behavior = value;
    }

    /// <summary>The credentials accepted by logins from now on; issued tokens stay valid.</summary>
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

    /// <summary>The number of successful logins.</summary>
    public long Logins => _tenant.Tokens.Logins;

    /// <summary>The number of calls refused with a 429.</summary>
    public long RateLimited => _tenant.Rates.Refused;

    /// <summary>The changes of responsibility for tickets, and whether the new responsible was notified.</summary>
    public IReadOnlyList<ResponsibleNotice> Notices => _tenant.Notices.All;

    /// <summary>
    /// Restores the state after the start: items, attributes, tokens, switches, credentials, calls, faults.
    /// </summary>
    public void Reset()
    {
        _tenant.Reset();
        Calls.Clear();
        Faults.Clear();
    }
}

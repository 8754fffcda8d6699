using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>
/// A simulated ServiceNow instance at <c>/servicenow/</c>: its Table API with the tables <c>incident</c>, <c>sys_user</c>,
/// <c>sys_user_group</c>, <c>core_company</c>, and the tables with their metadata. Thread-safe.
/// </summary>
public sealed class ServiceNowSandbox : TableVendor<ServiceNowBehavior>
{
    private readonly IssuedTokens _tokens;
    private readonly SignIn _signIn;
    private readonly TableApi _api;

    internal ServiceNowSandbox(TimeProvider time, Func<Uri> serverUrl)
        : base("servicenow", SeededTables.All, time, serverUrl)
    {
        _tokens = new(time);
        _signIn = new(this, _tokens);
        _api = new(this);
    }

    /// <summary>The user name accepted from now on.</summary>
    public string UserName { get; set; } = "integration.user";

    /// <summary>The password accepted from now on.</summary>
    public string Password { get; set; } = "servicenow-password-61d0~";

    /// <summary>The OAuth client accepted from now on.</summary>
    public string ClientId { get; set; } = "6a1d5b8e4c0f4d1fa5d7a5a4a1c5f0e2";

    /// <summary>The OAuth client's secret accepted from now on.</summary>
    public string ClientSecret { get; set; } = "servicenow-client-secret-93be~";

    /// <summary>The key accepted from now on in <c>x-sn-apikey</c>.</summary>
    public string ApiKey { get; set; } = "servicenow-api-key-27af~";

    /// <summary>The name of a business rule that stops every update of an incident; null for none.</summary>
    public string? AbortingRule { get; set; }

    /// <summary>The sys_id of a seeded record by its number, such as 7 for <c>INC0000007</c>.</summary>
    public static string SysId(long number) => number == 50 ? SeededTables.Documented : number.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Revokes all issued tokens.</summary>
    public void RevokeTokens() => _tokens.Revoke();

    /// <inheritdoc/>
    public override void Reset()
    {
        AbortingRule = null;
        RevokeTokens();
        base.Reset();
    }

    internal DateTimeOffset Clock => Now;

    internal TimeSpan Age => Elapsed;

    internal IReadOnlyDictionary<string, RecordTable> All => Tables;

    internal JsonObject Shown(TableRecord record) => Visible(record);

    private protected override void Set(JsonObject draft, string field, JsonNode? value) => draft[field] = value?.ToString() ?? "";

    private protected override bool IsLimited(SandboxRequest request) => request.Path != "/oauth_token.do";

    private protected override SandboxResponse Answer(SandboxRequest request)
    {
        if (request.Path == "/oauth_token.do")
        {
            return request.Method == "POST" ? _signIn.Token(request) : ServiceNowResponses.WrongMethod;
        }

        return _signIn.IsValid(request) ? _api.Answer(request) : ServiceNowResponses.NotAuthenticated;
    }

    private protected override SandboxResponse Limited(SandboxResponse? answer, RateReading reading)
    {
        var headers = new Dictionary<string, string>(answer?.Headers ?? new Dictionary<string, string>())
        {
            ["X-RateLimit-Limit"] = reading.Limit.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Reset"] = reading.Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Rule"] = "abfef7b54f2a1300f90e0fd6f110c71d",
        };
        if (answer is null)
        {
            headers["Retry-After"] = Math.Ceiling((reading.Reset - Now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return (answer ?? ServiceNowResponses.Limited(reading.Limit)) with { Headers = headers };
    }
}

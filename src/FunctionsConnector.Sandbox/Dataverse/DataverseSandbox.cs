using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>
/// A simulated Dataverse environment at <c>/dataverse/</c>: its Web API with the tables <c>account</c>, <c>contact</c>, <c>incident</c>
/// and <c>systemuser</c>, their definitions, and the tenant's token endpoint. Thread-safe.
/// </summary>
public sealed class DataverseSandbox : TableVendor<DataverseBehavior>
{
    private const string TokenPath = "/b0f6e7a0-6f0f-4a0b-9d3f-5b1f0c3d2e11/oauth2/v2.0/token";

    private readonly IssuedTokens _tokens;
    private readonly TokenEndpoint _signIn;
    private readonly WebApi _api;

    internal DataverseSandbox(TimeProvider time, Func<Uri> serverUrl)
        : base("dataverse", SeededRows.All, time, serverUrl)
    {
        _tokens = new(time);
        _signIn = new(this, _tokens);
        _api = new(this);
    }

    /// <summary>The tenant's token endpoint, which the vendor has on a host of its own.</summary>
    public Uri TokenUrl => new(BaseUrl, TokenPath[1..]);

    /// <summary>The scope of a valid token: the environment's address.</summary>
    public string Scope => $"{BaseUrl}.default";

    /// <summary>The application accepted from now on.</summary>
    public string ClientId { get; set; } = "7c3ae1c1-95b0-4a7c-8f6b-0d5a4c1fbb22";

    /// <summary>The application's secret accepted from now on.</summary>
    public string ClientSecret { get; set; } = "dataverse-client-secret-58fd~";

    /// <summary>The message of a plug-in that refuses every update of an account; null for none.</summary>
    public string? RefusingPlugin { get; set; }

    /// <summary>The id of a seeded row by its number.</summary>
    public static string Id(long number) => $"00000000-0000-0000-0000-{number:x12}";

    /// <summary>Revokes all issued tokens.</summary>
    public void RevokeTokens() => _tokens.Revoke();

    /// <inheritdoc/>
    public override void Reset()
    {
        RefusingPlugin = null;
        RevokeTokens();
        base.Reset();
    }

    internal DateTimeOffset Clock => Now;

    internal TimeSpan Age => Elapsed;

    internal IReadOnlyDictionary<string, RecordTable> All => Tables;

    internal JsonObject Shown(TableRecord record) => Visible(record);

    private protected override bool IsLimited(SandboxRequest request) => request.Path != TokenPath;

    private protected override SandboxResponse Answer(SandboxRequest request)
    {
        if (request.Path == TokenPath)
        {
            return request.Method == "POST" ? _signIn.Issue(request) : DataverseResponses.WrongMethod;
        }

        var response = _signIn.IsValid(request) ? _api.Answer(request) : DataverseResponses.NotAuthenticated;
        return response with { Headers = new Dictionary<string, string>(response.Headers) { ["OData-Version"] = "4.0" } };
    }

    private protected override SandboxResponse Limited(SandboxResponse? answer, RateReading reading)
    {
        var response = answer ?? DataverseResponses.Limited(reading.Limit, Behavior.RateWindow);
        var headers = new Dictionary<string, string>(response.Headers)
        {
            ["x-ms-ratelimit-burst-remaining-xrm-requests"] = reading.Remaining.ToString(CultureInfo.InvariantCulture),
        };
        if (answer is null)
        {
            headers["Retry-After"] = Math.Ceiling((reading.Reset - Now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return response with { Headers = headers };
    }
}

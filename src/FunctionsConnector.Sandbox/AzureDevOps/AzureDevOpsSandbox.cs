using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.AzureDevOps;

/// <summary>
/// A simulated Azure DevOps organization at <c>/azuredevops/</c> with one project: its work items of the types <c>Bug</c> (1 to 50) and
/// <c>Task</c> (101 to 110), and their types and fields. A record's truth is its fields; empty ones are absent. Thread-safe.
/// </summary>
public sealed class AzureDevOpsSandbox : TableVendor<AzureDevOpsBehavior>
{
    private readonly WorkItemApi _api;

    internal AzureDevOpsSandbox(TimeProvider time, Func<Uri> serverUrl)
        : base("azuredevops", SeededWorkItems.All, time, serverUrl) => _api = new(this);

    /// <summary>Base address of the project, with a trailing slash.</summary>
    public Uri ProjectUrl => new(BaseUrl, "fabrikam/Fabrikam-Fiber/");

    /// <summary>The personal access token accepted from now on.</summary>
    public string PersonalAccessToken { get; set; } = "azuredevops-token-7kq2~";

    internal DateTimeOffset Clock => Now;

    internal TimeSpan Age => Elapsed;

    internal IReadOnlyDictionary<string, RecordTable> All => Tables;

    internal JsonObject Shown(TableRecord record) => Visible(record);

    private protected override void Set(JsonObject draft, string field, JsonNode? value)
    {
        if (value is null)
        {
            draft.Remove(field);
        }
        else
        {
            draft[field] = value.DeepClone();
        }
    }

    private protected override SandboxResponse Answer(SandboxRequest request) =>
        request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($":{PersonalAccessToken}"))}" ? _api.Answer(request)
        : Behavior.ShowsSignInPage ? AzureDevOpsResponses.SignInPage
        : AzureDevOpsResponses.NotAuthenticated;

    private protected override SandboxResponse Limited(SandboxResponse? answer, RateReading reading)
    {
        var headers = new Dictionary<string, string>
        {
            ["X-RateLimit-Resource"] = "Concurrency",
            ["X-RateLimit-Limit"] = reading.Limit.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Remaining"] = reading.Remaining.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Reset"] = reading.Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        if (answer is null || reading.Remaining < Behavior.SlowsDownBelow)
        {
            headers["X-RateLimit-Delay"] = "0.5";
            headers["Retry-After"] = Math.Ceiling((reading.Reset - Now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return (answer ?? AzureDevOpsResponses.Limited()) with { Headers = headers };
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.HubSpot;

/// <summary>
/// A simulated HubSpot account at <c>/hubspot/</c>: its CRM objects <c>tickets</c>, <c>contacts</c> and the custom object
/// <c>2-512</c> of the vendor's examples, their properties, the owners and the pipelines. Thread-safe.
/// </summary>
public sealed class HubSpotSandbox : TableVendor<HubSpotBehavior>
{
    private const string Daily = "650000";

    private readonly ObjectApi _api;

    internal HubSpotSandbox(TimeProvider time, Func<Uri> serverUrl)
        : base("hubspot", SeededObjects.All, time, serverUrl) => _api = new(this);

    /// <summary>The private app's token accepted from now on.</summary>
    public string AccessToken { get; set; } = "pat-na1-hubspot-token-4c77~";

    internal DateTimeOffset Clock => Now;

    internal TimeSpan Age => Elapsed;

    internal IReadOnlyDictionary<string, RecordTable> All => Tables;

    internal JsonObject Shown(TableRecord record) => Visible(record);

    private protected override void Set(JsonObject draft, string field, JsonNode? value) => draft[field] = value?.ToString() ?? "";

    private protected override SandboxResponse Answer(SandboxRequest request) =>
        request.Headers.Authorization != $"Bearer {AccessToken}" ? HubSpotResponses.NotAuthenticated
        : Behavior.IsDailyLimitReached ? HubSpotResponses.Limited("DAILY")
        : _api.Answer(request);

    private protected override SandboxResponse Limited(SandboxResponse? answer, RateReading reading) =>
        (answer ?? HubSpotResponses.Limited("TEN_SECONDLY_ROLLING")) with
        {
            Headers = new Dictionary<string, string>
            {
                ["X-HubSpot-RateLimit-Max"] = reading.Limit.ToString(CultureInfo.InvariantCulture),
                ["X-HubSpot-RateLimit-Remaining"] = reading.Remaining.ToString(CultureInfo.InvariantCulture),
                ["X-HubSpot-RateLimit-Interval-Milliseconds"] = Behavior.RateWindow.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
                ["X-HubSpot-RateLimit-Daily"] = Daily,
                ["X-HubSpot-RateLimit-Daily-Remaining"] = Behavior.IsDailyLimitReached ? "0" : Daily,
            },
        };
}

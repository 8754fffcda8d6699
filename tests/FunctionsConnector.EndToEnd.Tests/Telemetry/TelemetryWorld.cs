using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>A process of the executable with its systems and a collector for its telemetry.</summary>
internal sealed class TelemetryWorld : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly HttpClient _client = new();

    private TelemetryWorld(SandboxServer sandbox, OtlpReceiver collector) => (Sandbox, Collector) = (sandbox, collector);

    public SandboxServer Sandbox { get; }

    public OtlpReceiver Collector { get; }

    public ConnectorProcess Connector { get; private set; } = null!;

    /// <summary>Texts that no export may contain, besides secrets.</summary>
    public List<string> Confidential { get; } = [];

    public IEnumerable<string> Lines => _lines;

    /// <param name="collector">The collector.</param>
    /// <param name="settings">Changes its settings.</param>
    public static async Task<TelemetryWorld> StartAsync(OtlpReceiver? collector = null, Action<Dictionary<string, string?>, SandboxServer>? settings = null)
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var world = new TelemetryWorld(sandbox, collector ?? await OtlpReceiver.StartAsync());
        var all = World.Settings(sandbox);
        all["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        all["Connector:RequestTimeout"] = "00:00:12";
        foreach (var (name, value) in ExportTo(world.Collector.Http, "http/protobuf"))
        {
            all[name] = value;
        }

        settings?.Invoke(all, sandbox);
        world.Connector = ConnectorProcess.Start(AppContext.BaseDirectory, all, world._lines);
        world._client.BaseAddress = await world.Connector.Listening;
        return world;
    }

    public static Dictionary<string, string?> ExportTo(Uri collector, string protocol) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-collector-key=for-the-collector",
    };

    public Task<JsonNode> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<JsonNode> UpdateAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return SendAsync(request);
    }

    /// <summary>Stops the process, which exports its remaining telemetry.</summary>
    public async Task EndAsync()
    {
        await Connector.AskToEndAsync();
        await Connector.Ended;
        Connector.ExitCode.ShouldBe(0, string.Join('\n', _lines));
    }

    /// <summary>All spans of the request of a reply.</summary>
    public IReadOnlyList<ReceivedSpan> TraceOf(string requestId)
    {
        var spans = Collector.Spans;
        var trace = spans.FirstOrDefault(span => span["connector.request_id"] == requestId)?.TraceId;
        return [.. spans.Where(span => span.TraceId == trace)];
    }

    public static string RequestIdOf(JsonNode reply) => (reply["requestId"] ?? reply["error"]!["requestId"])!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Connector.DisposeAsync();
        await Sandbox.DisposeAsync();
        await Collector.DisposeAsync();
        World.KeepLog(_lines);
        Confidentiality.Check(Collector.Raw, [.. World.SecretsOf(Sandbox), .. Confidential]);
    }

    private async Task<JsonNode> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", World.ApiKey);
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        }
    }
}

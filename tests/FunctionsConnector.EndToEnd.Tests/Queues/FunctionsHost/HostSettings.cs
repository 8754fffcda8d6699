using System.Globalization;
using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;

/// <summary>What the host reads from <c>host.json</c>; app settings named <c>AzureFunctionsJobHost__a__b</c> override it.</summary>
internal sealed record HostSettings(
    string Executable,
    bool Forwards,
    string RoutePrefix,
    TimeSpan FunctionTimeout,
    int BatchSize,
    int NewBatchThreshold,
    int MaxDequeueCount,
    TimeSpan VisibilityTimeout,
    bool EncodesMessages)
{
    public static HostSettings Read(string folder, IReadOnlyDictionary<string, string?> appSettings)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "host.json")))!;
        json["version"]!.GetValue<string>().ShouldBe("2.0");

        string Get(string path, string absent)
        {
            if (appSettings.TryGetValue($"AzureFunctionsJobHost:{path}", out var text) && text is not null)
            {
                return text;
            }

            var node = path.Split(':').Aggregate((JsonNode?)json, (at, name) => at?[name]);
            return node?.ToString() ?? absent;
        }

        int Number(string path, int absent) => int.Parse(Get(path, absent.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

        TimeSpan Time(string path, string absent) => TimeSpan.Parse(Get(path, absent), CultureInfo.InvariantCulture);

        // These are the defaults of the host, not ours.
        return new HostSettings(
            Get("customHandler:description:defaultExecutablePath", string.Empty),
            bool.Parse(Get("customHandler:enableForwardingHttpRequest", "false")) || bool.Parse(Get("customHandler:enableProxyingHttpRequest", "false")),
            Get("extensions:http:routePrefix", "api"),
            Time("functionTimeout", "00:30:00"),
            Number("extensions:queues:batchSize", 16),
            Number("extensions:queues:newBatchThreshold", 8),
            Number("extensions:queues:maxDequeueCount", 5),
            Time("extensions:queues:visibilityTimeout", "00:00:00"),
            Get("extensions:queues:messageEncoding", "base64") == "base64");
    }
}

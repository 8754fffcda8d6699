using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FunctionsConnector.FunctionsHost;

/// <summary>The settings from <c>host.json</c>, with the real host's defaults, and from the app settings.</summary>
internal sealed partial class HostSettings
{
    private readonly JsonNode _hostJson;
    private readonly IReadOnlyDictionary<string, string?> _settings;

    public HostSettings(FunctionsHostOptions options)
    {
        _hostJson = JsonNode.Parse(File.ReadAllText(Path.Combine(options.AppFolder, "host.json")))!;
        _settings = options.Settings;
    }

    public string RoutePrefix => Get("extensions:http:routePrefix", "api");

    public TimeSpan FunctionTimeout => Time("functionTimeout", "00:30:00");

    public int BatchSize => Number("extensions:queues:batchSize", 16);

    public int NewBatchThreshold => Number("extensions:queues:newBatchThreshold", 8);

    public int MaxDequeueCount => Number("extensions:queues:maxDequeueCount", 5);

    public TimeSpan VisibilityTimeout => Time("extensions:queues:visibilityTimeout", "00:00:00");

    public TimeSpan MaxPollingInterval => Time("extensions:queues:maxPollingInterval", "00:01:00");

    public string MessageEncoding => Get("extensions:queues:messageEncoding", "base64");

    public bool IsDisabled(AppFunction function) => Setting($"AzureWebJobs.{function.Name}.Disabled") is "1" or "true" or "True";

    /// <returns>The setting of a binding's <c>connection</c>, or null.</returns>
    public string? Connection(string name) => Setting($"AzureWebJobs{name}") ?? Setting(name);

    /// <summary>Replaces <c>%name%</c> by the app setting of that name.</summary>
    public string Resolve(string text) => SettingName().Replace(
        text, match => Setting(match.Groups[1].Value) ?? throw new InvalidOperationException($"{text}: there is no app setting {match.Groups[1].Value}."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingName();

    private string? Setting(string name) => _settings.GetValueOrDefault(name);

    private string Get(string path, string absent) =>
        Setting($"AzureFunctionsJobHost:{path}") ?? path.Split(':').Aggregate((JsonNode?)_hostJson, (at, name) => at?[name])?.ToString() ?? absent;

    private int Number(string path, int absent) => int.Parse(Get(path, absent.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    private TimeSpan Time(string path, string absent) => TimeSpan.Parse(Get(path, absent), CultureInfo.InvariantCulture);
}

using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>
/// Checks the settings that decide where telemetry goes: for a value that it cannot read the SDK silently uses its default, a port of
/// this machine.
/// </summary>
internal static class OtlpSettings
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Signals = ["TRACES_", "METRICS_", "LOGS_"];
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <exception cref="BadSettingsException">Any of them cannot be used.</exception>
    public static void Check(IConfiguration configuration)
    {
        var problems = new ProblemList();
        foreach (var signal in Signals.Prepend(string.Empty))
        {
            CheckEndpoint(configuration, $"OTEL_EXPORTER_OTLP_{signal}ENDPOINT", problems);
            CheckProtocol(configuration, $"OTEL_EXPORTER_OTLP_{signal}PROTOCOL", problems);
        }

        if (problems.All.Count > 0)
        {
            throw new BadSettingsException(problems.All);
        }
    }

    private static void CheckEndpoint(IConfiguration configuration, string setting, ProblemList problems)
    {
        if (configuration[setting] is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            problems.Add(setting, "is not an absolute URL. Give one such as http://collector:4317, or remove it to send no telemetry.");
        }
        else if (url.UserInfo.Length > 0)
        {
            problems.Add(setting, "has a user in it. Give credentials in OTEL_EXPORTER_OTLP_HEADERS.");
        }
        else if (string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            problems.Add(setting, $"is set without {Endpoint}, where the other signals would go. Set that one, too.");
        }
    }

    private static void CheckProtocol(IConfiguration configuration, string setting, ProblemList problems)
    {
        if (configuration[setting] is { } text && !string.IsNullOrWhiteSpace(text) && !Protocols.Contains(text))
        {
            problems.Add(setting, $"is '{text}'. Give one of {string.Join(", ", Protocols)}.");
        }
    }
}

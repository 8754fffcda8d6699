using System.Diagnostics;
using OpenTelemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>Drops spans without information: health probes of platforms and the polling of a queue.</summary>
internal sealed class TelemetryFilter : BaseProcessor<Activity>
{
    /// <summary>The source of the spans of ASP.NET Core.</summary>
    public const string Server = "Microsoft.AspNetCore";

    /// <summary>The source of the spans of HttpClient.</summary>
    public const string Client = "System.Net.Http";

    public override void OnEnd(Activity data)
    {
        if (IsProbe(data) || IsPolling(data))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static bool IsProbe(Activity span) =>
        span.Source.Name == Server
        && span.GetTagItem("url.path") is string path
        && (path == "/" || path.StartsWith("/health/", StringComparison.OrdinalIgnoreCase));

    private static bool IsPolling(Activity span) => span.Source.Name == Client && span.ParentSpanId == default;
}

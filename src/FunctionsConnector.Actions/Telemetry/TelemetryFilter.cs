using System.Diagnostics;
using OpenTelemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>Drops spans without information: health probes of platforms, files of the page and the polling of a queue.</summary>
internal sealed class TelemetryFilter : BaseProcessor<Activity>
{
    /// <summary>The source of the spans of ASP.NET Core.</summary>
    public const string Server = "Microsoft.AspNetCore";

    /// <summary>The source of the spans of HttpClient.</summary>
    public const string Client = "System.Net.Http";

    public override void OnEnd(Activity data)
    {
        if (IsPublic(data) || IsPolling(data))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static bool IsPublic(Activity span) =>
        span.Source.Name == Server
        && span.GetTagItem("url.path") is string path
        && (path == "/" || path.StartsWith("/health/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/page/", StringComparison.OrdinalIgnoreCase));

    private static bool IsPolling(Activity span) => span.Source.Name == Client && span.ParentSpanId == default;
}

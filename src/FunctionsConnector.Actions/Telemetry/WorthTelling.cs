using System.Diagnostics;
using OpenTelemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>Keeps back spans that tell nothing: probes of platforms, and the polling of a queue, which belong to no request.</summary>
internal sealed class WorthTelling : BaseProcessor<Activity>
{
    /// <summary>Where the spans of ASP.NET Core come from.</summary>
    public const string Server = "Microsoft.AspNetCore";

    /// <summary>Where the spans of HttpClient come from.</summary>
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

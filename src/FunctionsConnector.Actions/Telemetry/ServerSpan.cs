using System.Diagnostics;
using System.Globalization;
using FunctionsConnector.Actions.Http;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>
/// Adds to the span of a request what ASP.NET Core 10 leaves out: its name, its route and its status (semantic conventions for HTTP
/// spans).
/// </summary>
internal static class ServerSpan
{
    private const string Route = "http.route";

    public static void Describe(Activity? span, HttpContext context, HttpRoute? route)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        var status = context.Response.StatusCode;
        span.SetTag(TelemetryAttributes.Status, status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag(TelemetryAttributes.ErrorType, status.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        }

        span.DisplayName = context.Request.Method;
        if (route is not null)
        {
            span.SetTag(Route, $"/{route.Template}").DisplayName = $"{context.Request.Method} /{route.Template}";
        }
    }
}

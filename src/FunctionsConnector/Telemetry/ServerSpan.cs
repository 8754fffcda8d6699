using System.Diagnostics;
using System.Globalization;
using FunctionsConnector.Core.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionsConnector.Telemetry;

/// <summary>
/// Says on the span of a request what ASP.NET Core 10 leaves to others: its route, by which it is named, and how it was answered
/// (semantic conventions for HTTP spans). Only there where spans are sent.
/// </summary>
internal sealed class ServerSpan(RequestDelegate next)
{
    private const string Route = "http.route";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            Describe(span, context);
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        var status = context.Response.StatusCode;
        span.SetTag(TelemetryAttributes.Status, status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag(TelemetryAttributes.ErrorType, status.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        }

        span.DisplayName = context.Request.Method;
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.SetTag(Route, route).DisplayName = $"{context.Request.Method} {route}";
        }
    }
}

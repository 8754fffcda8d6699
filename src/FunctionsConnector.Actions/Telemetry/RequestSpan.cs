using System.Diagnostics;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>The server span of a request, from the web server or from a queue.</summary>
internal static class RequestSpan
{
    private const int LongestText = 100;

    /// <summary>Adds the ids of the request to the span; spans of updates and log lines copy them from there.</summary>
    public static void Mark(ActionRequest request)
    {
        if (Tracing.IsEnabled && Activity.Current is { IsAllDataRequested: true } span)
        {
            span.SetTag(TelemetryAttributes.RequestId, request.RequestId)
                .SetTag(TelemetryAttributes.Caller, request.Caller.Name)
                .SetTag(TelemetryAttributes.ClientRequestId, Short(request.Correlation.ClientRequestId))
                .SetTag(TelemetryAttributes.WorkflowRunId, Short(request.Correlation.WorkflowRunId))
                .SetTag(TelemetryAttributes.ActionTrackingId, Short(request.Correlation.ActionTrackingId))
                .SetTag(TelemetryAttributes.InvocationId, Short(request.Correlation.InvocationId));
        }
    }

    // The caller chooses these texts: none may fill a span.
    private static string? Short(string? text) => text is null ? null : Presentation.OneLine(text, LongestText);
}

using FunctionsConnector.Actions;

namespace FunctionsConnector.Http;

/// <summary>The headers in which the caller and the Functions host say what they call a request.</summary>
internal static class CorrelationHeaders
{
    public static Correlation Of(HttpContext context) => Correlation.Of(
        clientRequestId: context.Request.Headers["x-ms-client-request-id"],
        workflowRunId: context.Request.Headers["x-ms-workflow-run-id"],
        actionTrackingId: context.Request.Headers["x-ms-action-tracking-id"],
        invocationId: context.Request.Headers["x-azure-functions-invocationid"]);
}

using System.Collections.ObjectModel;
using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.Actions.Http;

/// <summary>Reads a request without its body.</summary>
internal static class RequestReader
{
    public static ActionRequest Read(HttpContext context, CallerCheckResult admitted) => new(admitted.Caller!, context.TraceIdentifier)
    {
        System = RouteValue(context, "system"),
        RecordType = RouteValue(context, "recordType"),
        RecordId = RouteValue(context, "recordId"),
        Query = Query(context.Request),
        ContentType = context.Request.ContentType,
        Waited = admitted.Waited,
        Correlation = CorrelationOf(context),
    };

    /// <summary>The ids of the request in the headers of the caller and of the Functions host.</summary>
    public static Correlation CorrelationOf(HttpContext context) => Correlation.Of(
        clientRequestId: context.Request.Headers["x-ms-client-request-id"],
        workflowRunId: context.Request.Headers["x-ms-workflow-run-id"],
        actionTrackingId: context.Request.Headers["x-ms-action-tracking-id"],
        invocationId: context.Request.Headers["x-ms-invocation-id"]);

    private static IReadOnlyDictionary<string, string> Query(HttpRequest request) => request.QueryString.HasValue
        ? request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase)
        : ReadOnlyDictionary<string, string>.Empty;

    private static string? RouteValue(HttpContext context, string name) => context.Request.RouteValues[name] as string;
}

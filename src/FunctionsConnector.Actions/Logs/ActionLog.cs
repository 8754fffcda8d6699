using System.Globalization;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Logs;

/// <summary>The log lines about requests. None contains a field's value, a header or a secret.</summary>
internal static partial class ActionLog
{
    private const int LongestText = 100;

    public static void Ended(this ILogger logger, ActionRoute route, ActionRequest request, ActionReply reply, TimeSpan elapsed)
    {
        var level = reply.Failure is null ? LogLevel.Information : LogLevel.Warning;
        if (logger.IsEnabled(level))
        {
            logger.Ended(
                level,
                route.OperationId,
                Short(request.System),
                Short(request.RecordType),
                Short(request.RecordId),
                request.IsFromAgent ? $"{request.Caller.Name}, agent" : request.Caller.Name,
                reply.Outcome,
                reply.Failure?.VendorStatus?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
                (long)elapsed.TotalMilliseconds,
                request.RequestId,
                Short(request.Correlation.ClientRequestId),
                Short(request.Correlation.WorkflowRunId),
                Short(request.Correlation.ActionTrackingId),
                Short(request.Correlation.InvocationId));
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Operation} failed unexpectedly in request {RequestId}")]
    public static partial void Crashed(this ILogger logger, Exception exception, string operation, string requestId);

    public static void Refused(this ILogger logger, string method, Caller? caller, string outcome, string requestId, Correlation correlation)
    {
        if (logger.IsEnabled(LogLevel.Warning))
        {
            logger.Refused(
                method,
                caller?.Name ?? string.Empty,
                outcome,
                requestId,
                Short(correlation.ClientRequestId),
                Short(correlation.WorkflowRunId),
                Short(correlation.ActionTrackingId),
                Short(correlation.InvocationId));
        }
    }

    [LoggerMessage(
        EventId = 3,
        Level = LogLevel.Warning,
        SkipEnabledCheck = true,
        Message = "{Method} by {Caller} refused: {Outcome} in request {RequestId}, "
            + "client request {ClientRequestId}, workflow run {WorkflowRunId}, action {ActionTrackingId}, invocation {InvocationId}")]
    private static partial void Refused(
        this ILogger logger,
        string method,
        string caller,
        string outcome,
        string requestId,
        string clientRequestId,
        string workflowRunId,
        string actionTrackingId,
        string invocationId);

    [LoggerMessage(
        EventId = 1,
        SkipEnabledCheck = true,
        Message = "{Operation} {System} {RecordType} {RecordId} by {Caller}: {Outcome} {VendorStatus} in {Milliseconds} ms, request {RequestId}, "
            + "client request {ClientRequestId}, workflow run {WorkflowRunId}, action {ActionTrackingId}, invocation {InvocationId}")]
    private static partial void Ended(
        this ILogger logger,
        LogLevel level,
        string operation,
        string system,
        string recordType,
        string recordId,
        string caller,
        string outcome,
        string vendorStatus,
        long milliseconds,
        string requestId,
        string clientRequestId,
        string workflowRunId,
        string actionTrackingId,
        string invocationId);

    // The caller chooses some of these texts: none may fill the log or look like another line.
    private static string Short(string? text) => text is null ? string.Empty : Presentation.OneLine(text, LongestText);
}

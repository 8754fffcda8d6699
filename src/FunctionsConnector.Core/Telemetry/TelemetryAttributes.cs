namespace FunctionsConnector.Core.Telemetry;

/// <summary>
/// The attributes of spans, metrics and log records, with OpenTelemetry's semantic names where these exist. None of them holds a
/// field's value, a body, a query or a secret.
/// </summary>
public static class TelemetryAttributes
{
    public const string System = "connector.system";
    public const string RecordType = "connector.record_type";
    public const string RecordId = "connector.record_id";
    public const string Verify = "connector.verify";

    /// <summary>The outcome, or the code of the failure, as in the log.</summary>
    public const string Outcome = "connector.outcome";

    /// <summary>How many other updates were coalesced into the same PATCH.</summary>
    public const string Coalesced = "connector.coalesced";

    /// <summary>The HTTP status in the vendor's response.</summary>
    public const string VendorStatus = "connector.vendor_status";

    public const string Priority = "connector.priority";
    public const string Cache = "connector.cache";
    public const string CacheResult = "connector.cache.result";

    public const string Caller = "connector.caller";
    public const string RequestId = "connector.request_id";
    public const string ClientRequestId = "connector.client_request_id";
    public const string WorkflowRunId = "connector.workflow_run_id";
    public const string ActionTrackingId = "connector.action_tracking_id";
    public const string InvocationId = "faas.invocation_id";

    public const string ErrorType = "error.type";
    public const string Method = "http.request.method";
    public const string Status = "http.response.status_code";

    public const string MessagingSystem = "messaging.system";
    public const string MessagingOperation = "messaging.operation.type";
    public const string Queue = "messaging.destination.name";
    public const string MessageId = "messaging.message.id";
    public const string Try = "connector.try";

    /// <summary>The ids that the caller and the host give a request. They are copied from its span to the span of its update.</summary>
    public static readonly IReadOnlyList<string> OfRequest = [RequestId, Caller, ClientRequestId, WorkflowRunId, ActionTrackingId, InvocationId];
}

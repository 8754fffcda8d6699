namespace FunctionsConnector.Actions.Operations;

/// <summary>The ids that callers and the Functions host give a request. They are for log and telemetry only; no vendor documents them.</summary>
public sealed record Correlation
{
    /// <summary>No ids.</summary>
    public static readonly Correlation None = new();

    /// <summary>The ids that are given; <see cref="None"/> for none, the usual case.</summary>
    public static Correlation Of(string? clientRequestId, string? workflowRunId, string? actionTrackingId, string? invocationId) =>
        (clientRequestId ?? workflowRunId ?? actionTrackingId ?? invocationId) is null
            ? None
            : new Correlation
            {
                ClientRequestId = clientRequestId,
                WorkflowRunId = workflowRunId,
                ActionTrackingId = actionTrackingId,
                InvocationId = invocationId,
            };

    public string? ClientRequestId { get; init; }

    public string? WorkflowRunId { get; init; }

    public string? ActionTrackingId { get; init; }

    public string? InvocationId { get; init; }
}

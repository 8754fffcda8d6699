namespace FunctionsConnector.Actions.Operations;

/// <summary>What callers and the Functions host call this request; for log and telemetry alone, none of it is a documented contract.</summary>
public sealed record Correlation
{
    /// <summary>Of a caller who says nothing of it.</summary>
    public static readonly Correlation None = new();

    /// <summary>What a caller says of it; <see cref="None"/> for nothing, as from nearly all.</summary>
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

namespace FunctionsConnector.Actions;

/// <summary>What callers and the Functions host call this request; for log and telemetry alone, none of it is a documented contract.</summary>
public sealed record Correlation
{
    /// <summary>Of a caller who says nothing of it.</summary>
    public static readonly Correlation None = new();

    public string? ClientRequestId { get; init; }

    public string? WorkflowRunId { get; init; }

    public string? ActionTrackingId { get; init; }

    public string? InvocationId { get; init; }
}

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The vendor's limits.</summary>
internal sealed record ProfileLimits
{
    public int? CallsPerMinute { get; init; }

    public int? Concurrency { get; init; }

    /// <summary>The header that says when calls are allowed again, beside <c>Retry-After</c>; null for none.</summary>
    public string? ResetHeader { get; init; }

    public ResetForm ResetForm { get; init; }
}

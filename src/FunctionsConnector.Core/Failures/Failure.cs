namespace FunctionsConnector.Core.Failures;

/// <summary>An expected failure: what an HTTP reply and a queue message render alike.</summary>
/// <param name="Code">The row of the failure table.</param>
/// <param name="Message">Enough for a flow author on its own: field, reason, allowed values.</param>
public sealed record Failure(FailureCode Code, string Message)
{
    /// <summary>The field, parameter or setting it is about, where there is one.</summary>
    public string? Target { get; init; }

    /// <summary>The single reasons, where there are several or they are about fields.</summary>
    public IReadOnlyList<FailureDetail> Details { get; init; } = [];

    /// <summary>The target system it is about, as configured.</summary>
    public string? System { get; init; }

    /// <summary>The HTTP status the vendor answered with.</summary>
    public int? VendorStatus { get; init; }

    /// <summary>What the vendor said, without its boilerplate.</summary>
    public IReadOnlyList<string> VendorMessages { get; init; } = [];

    /// <summary>How long to wait before the next try, where known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A failure of an update that was found before anything was sent.</summary>
    public static Failure Invalid(IReadOnlyList<FailureDetail> details) =>
        new(FailureCode.UpdateInvalid, string.Join(" ", details.Select(detail => detail.Message)))
        {
            Target = details[0].Target,
            Details = details,
        };
}

namespace FunctionsConnector.Core.Failures;

/// <summary>An expected failure: what an HTTP reply and a queue message render alike.</summary>
/// <param name="Code">The row of the failure table.</param>
/// <param name="Message">Enough for a flow author on its own: field, reason, allowed values.</param>
public sealed record Failure(FailureCode Code, string Message)
{
    /// <summary>
    /// As many reasons as are told. Each may list forty fields or choices, so that a request of a few kilobytes would have a reply of
    /// megabytes, and one on the queue none that a message holds.
    /// </summary>
    public const int MostDetails = 20;

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
    /// <param name="details">What is wrong with it; of more than <see cref="MostDetails"/> the first ones are told.</param>
    public static Failure Invalid(IReadOnlyList<FailureDetail> details)
    {
        var told = details.Count > MostDetails ? [.. details.Take(MostDetails)] : details;
        var message = string.Join(" ", told.Select(detail => detail.Message));
        return new(FailureCode.UpdateInvalid, told.Count < details.Count ? $"The first {MostDetails} problems are: {message}" : message)
        {
            Target = told[0].Target,
            Details = told,
        };
    }
}

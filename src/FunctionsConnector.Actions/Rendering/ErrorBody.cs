using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>What is wrong and what to do.</summary>
/// <param name="Code">The name of a row of the failure table.</param>
/// <param name="Message">Understandable without the other properties.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
/// <param name="RequestId">The id of the request in the log.</param>
public sealed record ErrorBody(string Code, string Message, bool Retryable, string RequestId)
{
    private const int DefaultWait = 5;

    /// <summary>A message may quote long vendor texts, such as labels of choices.</summary>
    private const int MaxCharacters = 8000;

    public string? Target { get; init; }

    public IReadOnlyList<ErrorDetail>? Details { get; init; }

    public string? System { get; init; }

    public int? VendorStatus { get; init; }

    public IReadOnlyList<string>? VendorMessages { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public static ErrorBody Of(Failure failure, string requestId) => new(failure.Code.Name, Presentation.Shorten(failure.Message, MaxCharacters), failure.Code.IsRetryable, requestId)
    {
        Target = failure.Target,
        Details = failure.Details.Count == 0
            ? null
            : [.. failure.Details.Select(detail => new ErrorDetail(detail.Code.ToString(), detail.Target, Presentation.Shorten(detail.Message, MaxCharacters)))],
        System = failure.System,
        VendorStatus = failure.VendorStatus,
        VendorMessages = failure.VendorMessages.Count == 0 ? null : failure.VendorMessages,
        RetryAfterSeconds = SecondsToWait(failure),
    };

    /// <summary>Whole seconds (RFC 9110 section 10.2.3), never too few; null where waiting does not help.</summary>
    public static int? SecondsToWait(Failure failure)
    {
        if (failure.RetryAfter is { } wait)
        {
            return (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, int.MaxValue);
        }

        return failure.Code == FailureCode.RateLimited || failure.Code == FailureCode.SystemUnavailable ? DefaultWait : null;
    }
}

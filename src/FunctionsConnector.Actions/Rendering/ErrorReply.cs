using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>A failure as every reply and queue message says it.</summary>
/// <param name="Error">The failure.</param>
public sealed record ErrorReply(ErrorBody Error)
{
    /// <summary>False where the failure is sent as data; absent otherwise.</summary>
    public bool? Succeeded { get; init; }

    public static ErrorReply Of(Failure failure, string requestId) => new(ErrorBody.Of(failure, requestId));
}

/// <summary>What went wrong, and what to do about it.</summary>
/// <param name="Code">The name of a row of the failure table.</param>
/// <param name="Message">Enough on its own.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
/// <param name="RequestId">What the log calls the request.</param>
public sealed record ErrorBody(string Code, string Message, bool Retryable, string RequestId)
{
    private const int UsualWait = 5;

    /// <summary>Nobody reads more, and some of it is a vendor's: labels of choices, names of fields.</summary>
    private const int MostCharacters = 8000;

    public string? Target { get; init; }

    public IReadOnlyList<ErrorDetail>? Details { get; init; }

    public string? System { get; init; }

    public int? VendorStatus { get; init; }

    public IReadOnlyList<string>? VendorMessages { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public static ErrorBody Of(Failure failure, string requestId) => new(failure.Code.Name, Presentation.Shorten(failure.Message, MostCharacters), failure.Code.IsRetryable, requestId)
    {
        Target = failure.Target,
        Details = failure.Details.Count == 0
            ? null
            : [.. failure.Details.Select(detail => new ErrorDetail(detail.Code.ToString(), detail.Target, Presentation.Shorten(detail.Message, MostCharacters)))],
        System = failure.System,
        VendorStatus = failure.VendorStatus,
        VendorMessages = failure.VendorMessages.Count == 0 ? null : failure.VendorMessages,
        RetryAfterSeconds = SecondsToWait(failure),
    };

    /// <summary>Whole seconds (RFC 9110 section 10.2.3), never too few; null where waiting is not the mend.</summary>
    public static int? SecondsToWait(Failure failure)
    {
        if (failure.RetryAfter is { } wait)
        {
            return (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, int.MaxValue);
        }

        return failure.Code == FailureCode.RateLimited || failure.Code == FailureCode.SystemUnavailable ? UsualWait : null;
    }
}

/// <summary>One reason of a failure.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Target">The field it is about.</param>
/// <param name="Message">A sentence a flow author can act on.</param>
public sealed record ErrorDetail(string Code, string Target, string Message);

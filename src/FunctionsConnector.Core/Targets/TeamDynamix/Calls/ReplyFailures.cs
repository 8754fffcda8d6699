using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>The failures of unsuccessful replies.</summary>
internal static class ReplyFailures
{
    public static readonly TimeSpan RetrySoon = TimeSpan.FromSeconds(10);

    /// <param name="reply">An unsuccessful reply.</param>
    /// <param name="what">What was read, as it reads after "for".</param>
    public static Failure OfRead(VendorReply reply, string what) => reply switch
    {
        VendorReply.NoResponse noResponse => Unavailable($"TeamDynamix could not be asked for {what}: {noResponse.Reason}."),
        VendorReply.Response { Status: 401 } answer => StillUnauthorized(answer),
        VendorReply.Response { IsPage: true } page => Unavailable(page, $"TeamDynamix was asked for {what} and answered {page.Status} with a web page, which is no answer of its API"),
        VendorReply.Response { Status: 403 or 404 } answer =>
            WithMessages(answer, FailureCode.RecordNotFound, $"TeamDynamix does not show {what}: it is not there, or the account may not see it"),
        VendorReply.Response answer when TransientText.IsAmong(ErrorText.Read(answer)) => Unavailable(answer, $"TeamDynamix was busy with other work ({answer.Status})"),
        VendorReply.Response answer => Unavailable(answer, $"TeamDynamix was asked for {what} and answered {answer.Status}"),
        _ => throw new InvalidOperationException($"Unknown reply {reply}."),
    };

    /// <summary>A 401 also with a renewed token.</summary>
    public static Failure StillUnauthorized(VendorReply.Response answer) => WithMessages(
        answer,
        FailureCode.CredentialsRefused,
        "TeamDynamix answered 401, also with a new token: the account's credentials are not accepted, or it lacks a permission");

    public static Failure Unavailable(VendorReply.Response answer, string sentence) =>
        WithMessages(answer, FailureCode.SystemUnavailable, sentence) with { RetryAfter = answer.AskedWait ?? RetrySoon };

    /// <summary>A failure with the vendor's messages.</summary>
    public static Failure WithMessages(VendorReply.Response answer, FailureCode code, string sentence)
    {
        var messages = ErrorText.Read(answer);
        return new Failure(code, messages.Count == 0 ? $"{sentence}." : $"{sentence}: {string.Join(" ", messages)}")
        {
            VendorStatus = answer.Status,
            VendorMessages = messages,
            RetryAfter = code.IsRetryable ? answer.AskedWait : null,
        };
    }

    public static Failure Unavailable(string message) => new(FailureCode.SystemUnavailable, message) { RetryAfter = RetrySoon };
}

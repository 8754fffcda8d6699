using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>What a reply that is no success means for a caller who wanted to read.</summary>
internal static class ReplyFailures
{
    public static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(10);

    /// <param name="reply">Not a success.</param>
    /// <param name="what">What was asked for, as it reads after "for".</param>
    public static Failure OfRead(VendorReply reply, string what) => reply switch
    {
        VendorReply.Silence silence => Unavailable($"TeamDynamix could not be asked for {what}: {silence.Reason}."),
        VendorReply.Answer { Status: 401 or 403 } answer => Said(answer, FailureCode.CredentialsRefused, $"TeamDynamix does not give this account {what}"),
        VendorReply.Answer { Status: 404 } answer => Said(answer, FailureCode.RecordNotFound, $"TeamDynamix does not have {what}"),
        VendorReply.Answer answer => Unavailable(answer, $"TeamDynamix was asked for {what} and answered {answer.Status}"),
        _ => throw new InvalidOperationException($"Unknown reply {reply}."),
    };

    /// <summary>A 401 that stayed after the token was renewed.</summary>
    public static Failure StillUnauthorized(VendorReply.Answer answer) => Said(
        answer,
        FailureCode.CredentialsRefused,
        "TeamDynamix answered 401, also with a new token: the account's credentials are not accepted, or it lacks a permission");

    public static Failure Unavailable(VendorReply.Answer answer, string sentence) =>
        Said(answer, FailureCode.SystemUnavailable, sentence) with { RetryAfter = SoonAgain };

    /// <summary>A failure that carries what the vendor said.</summary>
    public static Failure Said(VendorReply.Answer answer, FailureCode code, string sentence)
    {
        var messages = ErrorText.Read(answer);
        return new Failure(code, messages.Count == 0 ? $"{sentence}." : $"{sentence}: {string.Join(" ", messages)}")
        {
            VendorStatus = answer.Status,
            VendorMessages = messages,
        };
    }

    public static Failure Unavailable(string message) => new(FailureCode.SystemUnavailable, message) { RetryAfter = SoonAgain };
}

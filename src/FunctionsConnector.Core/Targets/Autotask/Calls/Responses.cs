using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Authentication;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>
/// The meaning of Autotask's responses. A 500 with <c>errors</c> is a permanent refusal. A 200 is no proof. A 401 is handled before.
/// </summary>
internal static partial class Responses
{
    private static readonly TimeSpan AfterThreadLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterRequestThreshold = TimeSpan.FromMinutes(1);

    // An administrator unlocks it, or the vendor after a while. Frequent calls would not help.
    private static readonly TimeSpan AfterLock = TimeSpan.FromMinutes(5);

    /// <summary>Whether the vendor did not process the call because of too many calls: 429, or the thread-limit text with any status.</summary>
    public static bool IsTooManyCalls(VendorReply reply) =>
        reply is VendorReply.Response answer && IsTooManyCalls(answer, VendorMessages.Of(answer));

    private static bool IsTooManyCalls(VendorReply.Response answer, IReadOnlyList<string> messages) =>
        answer.Status == 429 || VendorMessages.IsThreadLimit(messages);

    /// <summary>Whether a call that only reads may be retried after this reply.</summary>
    public static bool IsTransient(VendorReply reply) => reply switch
    {
        VendorReply.NoResponse => true,
        VendorReply.Response answer => IsTooManyCalls(answer) || answer.Status == 408 || (answer.Status >= 500 && VendorMessages.Of(answer) is var messages && (messages.Count == 0 || TransientText.IsAmong(messages))),
        _ => false,
    };

    /// <summary>The JSON of a call that only reads.</summary>
    /// <param name="settings">The system.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="now">The time now, for a <c>Retry-After</c> date.</param>
    /// <param name="purpose">What the call was for, as it reads after "refused": <c>to …</c>.</param>
    public static Result<JsonElement> Read(TargetSystemSettings settings, VendorReply reply, DateTimeOffset now, string purpose)
    {
        if (reply is VendorReply.NoResponse noResponse)
        {
            return new Failure(FailureCode.SystemUnavailable, $"{settings.DisplayName} did not answer: {noResponse.Reason}. Try again later.");
        }

        var answer = (VendorReply.Response)reply;
        var messages = VendorMessages.Of(answer);
        if (NotProcessed(settings, answer, messages, now) is { } notProcessed)
        {
            return notProcessed;
        }

        if (VendorMessages.IsCredentialRefusal(answer))
        {
            return CredentialsRefused(settings, answer);
        }

        return answer.Status switch
        {
            200 when messages.Count == 0 && answer.Json() is { } json => json,
            200 when messages.Count == 0 => Unavailable(settings, answer, "with something that is not JSON"),
            >= 300 and < 400 => Unavailable(settings, answer, "with a redirect, which is not followed"),
            408 => Unavailable(settings, answer, "that it took too long"),
            >= 400 when answer.IsPage => Unavailable(settings, answer, APage),
            >= 500 when messages.Count == 0 => Unavailable(settings, answer, "without a readable reason"),
            _ when TransientText.IsAmong(messages) => Busy(settings, answer, messages),
            _ => Refused(settings, answer, messages, purpose),
        };
    }

    /// <summary>The failure of a call that the vendor turned away before it did anything; else null.</summary>
    private static Failure? NotProcessed(TargetSystemSettings settings, VendorReply.Response answer, IReadOnlyList<string> messages, DateTimeOffset now) =>
        IsTooManyCalls(answer, messages) ? TooManyCalls(settings, answer, now)
        : VendorMessages.IsRequestThreshold(messages) ? new Failure(
            FailureCode.RateLimited, $"The calls that {settings.DisplayName} allows in an hour to all integrations together are used up. Nothing was changed; try again later.")
        {
            VendorStatus = answer.Status,
            VendorMessages = messages,
            RetryAfter = answer.AskedWait ?? AfterRequestThreshold,
            Wait = WaitReason.HourlyThreshold,
        }
        : VendorMessages.IsLockedAccount(messages) ? new Failure(
            FailureCode.SystemUnavailable, $"{settings.DisplayName} has locked the API user: {messages[0]} Nothing was changed. Unlock the user; then it works again.")
        {
            VendorStatus = answer.Status,
            VendorMessages = messages,
            RetryAfter = answer.AskedWait ?? AfterLock,
            Wait = WaitReason.Credentials,
        }
        : null;

    private static Failure Refused(TargetSystemSettings settings, VendorReply.Response answer, IReadOnlyList<string> messages, string purpose) => new(
        FailureCode.UpdateRejected,
        $"{settings.DisplayName} refused {purpose}: {(messages.Count > 0 ? messages[0] : $"HTTP status {answer.Status}")}")
    {
        VendorStatus = answer.Status,
        VendorMessages = messages,
    };

    private static Failure Unavailable(TargetSystemSettings settings, VendorReply.Response answer, string how) =>
        new(FailureCode.SystemUnavailable, $"{settings.DisplayName} answered {answer.Status} {how}. Try again later.")
        {
            VendorStatus = answer.Status,
            RetryAfter = answer.AskedWait,
        };

    /// <summary>A deadlock, or a record that somebody else holds.</summary>
    private static Failure Busy(TargetSystemSettings settings, VendorReply.Response answer, IReadOnlyList<string> messages) =>
        new(FailureCode.SystemUnavailable, $"{settings.DisplayName} was busy with other work on the same data: {messages[0]} Try again later.")
        {
            VendorStatus = answer.Status,
            VendorMessages = messages,
            RetryAfter = answer.AskedWait,
        };

    /// <summary>What a response is that comes from a gateway or a web server, as it reads after "answered 404".</summary>
    public const string APage = "with a web page, which is no answer of its API";

    public static Failure Unavailable(TargetSystemSettings settings, VendorReply.Response answer) => Unavailable(settings, answer, APage);

    private static Failure TooManyCalls(TargetSystemSettings settings, VendorReply.Response answer, DateTimeOffset now) =>
        new(FailureCode.RateLimited, $"{settings.DisplayName} is getting too many calls at a time. Nothing was changed; try again later.")
        {
            VendorStatus = answer.Status,
            VendorMessages = VendorMessages.Of(answer),
            RetryAfter = answer.RetryAfter(now) ?? AfterThreadLimit,
        };

    /// <summary>For a call that is refused while the credentials are valid.</summary>
    public static Failure EndpointRefused(TargetSystemSettings settings, string endpoint, VendorReply.Response? answer) => new(
        FailureCode.CredentialsRefused,
        $"{settings.DisplayName} refused the connector's credentials for {endpoint}, and accepts them otherwise. Check the API user's access to {endpoint}.")
    {
        VendorStatus = answer?.Status,
        VendorMessages = answer is null ? [] : VendorMessages.Of(answer),
    };

    public static Failure CredentialsRefused(TargetSystemSettings settings, VendorReply.Response? answer) => new(
        FailureCode.CredentialsRefused,
        $"{settings.DisplayName} refused the connector's credentials. Check the secrets "
        + $"{string.Join(", ", Credentials.Roles.Select(role => $"'{settings.Secrets[role]}'"))} and that the API user is active and not locked.")
    {
        VendorStatus = answer?.Status,
        VendorMessages = answer is null ? [] : VendorMessages.Of(answer),
    };
}

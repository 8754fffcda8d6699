using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Calls;

/// <summary>What the responses of a profile's vendor mean.</summary>
internal static class Replies
{
    public static readonly TimeSpan RetrySoon = TimeSpan.FromSeconds(10);

    private const int MostMessages = 100;

    /// <summary>By the profile's refusals, else by the status; null for a success.</summary>
    public static RefusalMeaning? MeaningOf(Profile profile, VendorReply.Response answer, bool isUpdate)
    {
        if (DeclaredMeaning(profile, answer, isUpdate) is { } declared)
        {
            return declared;
        }

        if (answer.IsSuccess)
        {
            return null;
        }

        return answer.Status switch
        {
            429 => RefusalMeaning.RateLimited,
            401 => RefusalMeaning.Credentials,

            // The APIs answer in JSON. A page comes from a gateway.
            _ when answer.IsPage => RefusalMeaning.Unavailable,
            404 or 410 => RefusalMeaning.NotFound,
            403 when !isUpdate => RefusalMeaning.NotFound,
            412 when isUpdate && profile.Concurrency is not null => RefusalMeaning.VersionConflict,
            409 when isUpdate && profile.Concurrency is Concurrency.VersionField => RefusalMeaning.VersionConflict,
            408 or < 400 or >= 500 => RefusalMeaning.Unavailable,
            _ => TransientText.IsAmong(MessagesOf(profile, answer)) || !isUpdate ? RefusalMeaning.Unavailable : RefusalMeaning.Rejected,
        };
    }

    /// <summary>Whether the profile itself names what the response to an update means.</summary>
    public static bool IsDeclared(Profile profile, VendorReply.Response answer) => DeclaredMeaning(profile, answer, isUpdate: true) is not null;

    /// <summary>
    /// Whether the API says that it has no such list for the account. A page, a message about other work, and what the profile calls a limit
    /// or an outage do not say it.
    /// </summary>
    public static bool RefusesList(Profile profile, VendorReply.Response answer) =>
        answer is { Status: 400 or 401 or 403 or 404 or 405, IsPage: false }
        && DeclaredMeaning(profile, answer, isUpdate: false) is not (RefusalMeaning.RateLimited or RefusalMeaning.Unavailable)
        && !TransientText.IsAmong(MessagesOf(profile, answer));

    /// <param name="profile">The profile.</param>
    /// <param name="reply">An unsuccessful reply.</param>
    /// <param name="what">What was read, as it reads after "for".</param>
    public static Failure OfRead(Profile profile, VendorReply reply, string what)
    {
        if (reply is not VendorReply.Response answer)
        {
            return Unavailable($"{profile.Vendor} could not be asked for {what}: {((VendorReply.NoResponse)reply).Reason}.");
        }

        return MeaningOf(profile, answer, isUpdate: false) switch
        {
            RefusalMeaning.Credentials => Credentials(profile, answer),
            RefusalMeaning.NotFound => WithMessages(profile, answer, FailureCode.RecordNotFound, $"{profile.Vendor} does not show {what}: it is not there, or the account may not see it"),
            RefusalMeaning.RateLimited => RateLimited(profile, answer),
            _ => WithMessages(profile, answer, FailureCode.SystemUnavailable, $"{profile.Vendor} was asked for {what} and answered {answer.Status}{(answer.IsPage ? " with a web page, which is no answer of its API" : string.Empty)}"),
        };
    }

    public static Failure Credentials(Profile profile, VendorReply.Response answer) => WithMessages(
        profile, answer, FailureCode.CredentialsRefused, $"{profile.Vendor} answered {answer.Status}: the account's credentials are not accepted, or it lacks a permission");

    public static Failure RateLimited(Profile profile, VendorReply.Response answer) => WithMessages(
        profile, answer, FailureCode.RateLimited, $"{profile.Vendor} refused the call because too many were made. It was not carried out; try again later");

    public static Failure Unavailable(string message) => new(FailureCode.SystemUnavailable, message) { RetryAfter = RetrySoon };

    /// <summary>A failure with the vendor's messages.</summary>
    public static Failure WithMessages(Profile profile, VendorReply.Response answer, FailureCode code, string sentence)
    {
        var messages = MessagesOf(profile, answer);
        return new Failure(code, messages.Count == 0 ? $"{sentence}." : $"{sentence}: {string.Join(" ", messages)}")
        {
            VendorStatus = answer.Status,
            VendorMessages = messages,
            RetryAfter = code.IsRetryable ? answer.AskedWait ?? (code == FailureCode.OutcomeUnknown ? null : RetrySoon) : null,
        };
    }

    public static IReadOnlyList<string> MessagesOf(Profile profile, VendorReply.Response answer) =>
        answer.IsPage ? []
        : answer.Json() is { } json ? Texts(profile.Messages, json)
        : VendorText.Clean([VendorText.Searchable(answer.Text)]);

    /// <summary>The warnings of a successful response.</summary>
    public static IReadOnlyList<string> WarningsOf(Profile profile, VendorReply.Response answer) =>
        profile.Warnings.Count > 0 && answer.Json() is { } json ? Texts(profile.Warnings, json) : [];

    private static IReadOnlyList<string> Texts(IReadOnlyList<JsonPath> paths, JsonElement json) => VendorText.Clean(paths
        .SelectMany(path => path.FindAll(json))
        .Select(JsonPath.TextOf)
        .OfType<string>()
        .Take(MostMessages)
        .Select(VendorText.Searchable));

    private static RefusalMeaning? DeclaredMeaning(Profile profile, VendorReply.Response answer, bool isUpdate)
    {
        foreach (var refusal in profile.Refusals)
        {
            if (refusal.Statuses.Contains(answer.Status) && (refusal.OfUpdate ?? isUpdate) == isUpdate && Fits(refusal, answer))
            {
                return refusal.Means;
            }
        }

        return null;
    }

    private static bool Fits(Refusal refusal, VendorReply.Response answer) =>
        refusal.At.Count == 0
        || (answer.Json() is { } json && refusal.At.SelectMany(path => path.FindAll(json)).Select(JsonPath.TextOf).OfType<string>().Take(MostMessages)
            .Any(text => refusal.Contains.Any(part => VendorText.Searchable(text).Contains(part, StringComparison.OrdinalIgnoreCase))));
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Calls;

/// <summary>What a reply to an update says about whether the record was changed.</summary>
internal static class WriteResults
{
    /// <param name="profile">The profile.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="sent">The update that was sent.</param>
    /// <param name="isConflict">Whether the vendor refused the version of the update because the record has another one.</param>
    /// <param name="echo">Reads the record in a successful response.</param>
    public static WriteResult Of(Profile profile, VendorReply reply, PlannedUpdate sent, bool isConflict, Func<VendorReply.Response, Result<Record>> echo)
    {
        var what = sent.Subject;
        var unknown = $"Whether {what} was changed is not known";
        if (reply is not VendorReply.Response answer)
        {
            var noResponse = (VendorReply.NoResponse)reply;
            return noResponse.MayHaveArrived
                ? Unknown(new Failure(FailureCode.OutcomeUnknown, $"The update was sent and {profile.Vendor} did not answer: {noResponse.Reason}. {unknown}."))
                : new WriteResult.Refused(Replies.Unavailable($"{profile.Vendor} could not be reached: {noResponse.Reason}. The update was not sent."));
        }

        switch (Replies.MeaningOf(profile, answer, isUpdate: true))
        {
            case null:
                return OfSuccess(profile, answer, sent, echo);
            case RefusalMeaning.RateLimited:
                return new WriteResult.Refused(Replies.RateLimited(profile, answer));
            case RefusalMeaning.Credentials:
                return Refused(Replies.Credentials(profile, answer), sent);
            case RefusalMeaning.NotFound:
                return Refused(Replies.WithMessages(profile, answer, FailureCode.RecordNotFound, $"{profile.Vendor} has no {what}, or the account may not see it"), sent);
            case RefusalMeaning.Rejected when Replies.IsDeclared(profile, answer):
                // The profile names a fact of the vendor: after such a response nothing is written.
                return new WriteResult.Refused(Rejected());
            case RefusalMeaning.VersionConflict when isConflict:
                // RFC 9110 section 13.1.1 and 15.5.10: the request was not performed.
                return new WriteResult.Refused(Replies.WithMessages(
                    profile, answer, FailureCode.Conflict, $"The update was not made, because {what} was changed again and again between its reading and the update"));
            case RefusalMeaning.Unavailable:
                return new WriteResult.Ambiguous(
                    Replies.WithMessages(profile, answer, FailureCode.SystemUnavailable, $"{profile.Vendor} answered {answer.Status} and {what} does not show the update"),
                    Replies.WithMessages(profile, answer, FailureCode.OutcomeUnknown, $"{profile.Vendor} answered {answer.Status}. {unknown}"));
            default:
                return Refused(Rejected(), sent);
        }

        Failure Rejected() => Replies.WithMessages(profile, answer, FailureCode.UpdateRejected, $"{profile.Vendor} refused the update of {what} ({answer.Status})");
    }

    private static WriteResult OfSuccess(Profile profile, VendorReply.Response answer, PlannedUpdate sent, Func<VendorReply.Response, Result<Record>> echo)
    {
        var accepted = new WriteResult.Accepted(null) { Headers = answer.Headers, Warnings = Replies.WarningsOf(profile, answer) };
        if (profile.Update.Record is null || answer.Status == 204)
        {
            return accepted;
        }

        var what = sent.Subject;
        if (answer.Json() is null)
        {
            var reason = $"{profile.Vendor} answered {answer.Status} with something that is not the record";
            return new WriteResult.Ambiguous(
                Replies.Unavailable($"{reason}, and {what} does not show the update."),
                new Failure(FailureCode.OutcomeUnknown, $"{reason}. Whether {what} was changed is not known.") { VendorStatus = answer.Status });
        }

        return echo(answer).Succeeded(out var record, out var failure)
            ? accepted with { Echo = record }
            : Unknown(new Failure(FailureCode.OutcomeUnknown, $"{failure.Message.TrimEnd('.')}. Whether {what} was changed is not known.") { VendorStatus = answer.Status });
    }

    private static WriteResult.Ambiguous Refused(Failure refusal, PlannedUpdate sent) => new(refusal, WriteResult.Unchecked(refusal, sent));

    private static WriteResult.Ambiguous Unknown(Failure failure) => new(failure, failure);
}

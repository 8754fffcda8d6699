using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>What a reply to a PATCH says about whether the item was changed.</summary>
internal static class WriteResults
{
    /// <param name="reply">The reply; never 429.</param>
    /// <param name="type">The item's type.</param>
    /// <param name="sent">The update that was sent.</param>
    public static WriteResult Of(VendorReply reply, ItemType type, PlannedUpdate sent)
    {
        var id = sent.Record.RecordId;
        return reply switch
        {
            VendorReply.NoResponse { MayHaveArrived: false } noResponse =>
                new WriteResult.Refused(ReplyFailures.Unavailable($"TeamDynamix could not be reached: {noResponse.Reason}. The update was not sent.")),
            VendorReply.NoResponse noResponse => Unknown(new Failure(
                FailureCode.OutcomeUnknown,
                $"The update was sent and TeamDynamix did not answer: {noResponse.Reason}. Whether {type.Kind.Noun} {id} was changed is not known.")),
            VendorReply.Response { Status: 204 } => new WriteResult.Accepted(null),
            VendorReply.Response { IsSuccess: true } answer => OfSuccess(answer, type, sent),

            // A timeout of a gateway does not say whether TeamDynamix made the update.
            VendorReply.Response { Status: 408 or 504 } answer => Unknown(ReplyFailures.WithMessages(
                answer,
                FailureCode.OutcomeUnknown,
                $"TeamDynamix answered {answer.Status}: it did not finish in time. Whether {type.Kind.Noun} {id} was changed is not known")),
            VendorReply.Response answer when answer.Status is < 400 or >= 500 || IsTransient(answer) => new WriteResult.Ambiguous(
                ReplyFailures.Unavailable(answer, $"TeamDynamix answered {answer.Status} and {type.Kind.Noun} {id} does not show the update"),
                ReplyFailures.WithMessages(
                    answer,
                    FailureCode.OutcomeUnknown,
                    $"TeamDynamix answered {answer.Status}. Whether {type.Kind.Noun} {id} was changed is not known")),
            VendorReply.Response { Status: 401 } answer => Refused(ReplyFailures.StillUnauthorized(answer), sent),
            VendorReply.Response { Status: 404 } answer => Refused(NotPatched(answer, type, id), sent),
            VendorReply.Response { Status: 405 } answer => Refused(
                ReplyFailures.WithMessages(answer, FailureCode.UpdateRejected, $"The Web API of this tenant does not let {type.Kind.Plural} be patched"), sent),

            // The vendor documents neither that a refused PATCH changes nothing, nor that one of several operations is atomic.
            VendorReply.Response answer => Refused(
                ReplyFailures.WithMessages(answer, FailureCode.UpdateRejected, $"TeamDynamix refused the update of {type.Kind.Noun} {id} ({answer.Status})"), sent),
            _ => throw new InvalidOperationException($"Unknown reply {reply}."),
        };
    }

    // A page comes from a gateway. A 401 is judged by the tokens.
    private static bool IsTransient(VendorReply.Response answer) => answer.Status != 401 && (answer.IsPage || TransientText.IsAmong(ErrorText.Read(answer)));

    private static WriteResult.Ambiguous Refused(Failure refusal, PlannedUpdate sent) => new(refusal, WriteResult.Unchecked(refusal, sent));

    private static Failure NotPatched(VendorReply.Response answer, ItemType type, string id) => ReplyFailures.WithMessages(
        answer,
        FailureCode.RecordNotFound,
        type.Kind.IsPatchedByNewerBuildsOnly
            ? $"TeamDynamix has no {type.Kind.Noun} {id}, or the Web API of this tenant does not let {type.Kind.Plural} be patched"
            : $"TeamDynamix has no {type.Kind.Noun} {id}");

    private static WriteResult OfSuccess(VendorReply.Response answer, ItemType type, PlannedUpdate sent)
    {
        var id = sent.Record.RecordId;
        if (Item.From(answer.Json(), type.Kind) is not { } item)
        {
            return new WriteResult.Ambiguous(
                ReplyFailures.Unavailable(
                    $"TeamDynamix answered {answer.Status} with something that is not the {type.Kind.Noun}, and {type.Kind.Noun} {id} does not show the update."),
                new Failure(
                    FailureCode.OutcomeUnknown,
                    $"TeamDynamix answered {answer.Status} with something that is not the {type.Kind.Noun}. Whether {type.Kind.Noun} {id} was changed is not known.")
                {
                    VendorStatus = answer.Status,
                });
        }

        return item.Is(type, id)
            ? new WriteResult.Accepted(item.ToRecord(sent.Catalog, isWhole: false))
            : Unknown(new Failure(
                FailureCode.OutcomeUnknown,
                $"The update of {type.Kind.Noun} {id} ({type.Id}) was answered with {type.Kind.Noun} {Presentation.Quote(item.Id)}"
                + $"{(item.App is { } app ? $" of application {app}" : string.Empty)}. Whether {type.Kind.Noun} {id} was changed is not known.")
            {
                VendorStatus = answer.Status,
            });
    }

    private static WriteResult.Ambiguous Unknown(Failure failure) => new(failure, failure);
}

using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>What a reply to a PATCH says about whether the item was changed.</summary>
internal static class WriteAnswers
{
    /// <param name="reply">The reply; 401, 404 and 429 are not asked about here.</param>
    /// <param name="type">The item's type.</param>
    /// <param name="sent">The update that was sent.</param>
    /// <param name="zone">The zone of days.</param>
    public static WriteAnswer Of(VendorReply reply, ItemType type, PlannedUpdate sent, TimeZoneInfo zone)
    {
        var id = sent.Record.RecordId;
        return reply switch
        {
            VendorReply.Silence { MayHaveArrived: false } silence =>
                new WriteAnswer.Refused(ReplyFailures.Unavailable($"TeamDynamix could not be reached: {silence.Reason}. The update was not sent.")),
            VendorReply.Silence silence => Unknown(new Failure(
                FailureCode.OutcomeUnknown,
                $"The update was sent and TeamDynamix did not answer: {silence.Reason}. Whether {type.Kind.Noun} {id} was changed is not known.")),
            VendorReply.Answer { Status: 204 } => new WriteAnswer.Accepted(null),
            VendorReply.Answer { IsSuccess: true } answer => OfSuccess(answer, type, sent, zone),

            // Whoever gave up waiting says nothing about who was waited for.
            VendorReply.Answer { Status: 408 or 504 } answer => Unknown(ReplyFailures.Said(
                answer,
                FailureCode.OutcomeUnknown,
                $"TeamDynamix answered {answer.Status}: it did not finish in time. Whether {type.Kind.Noun} {id} was changed is not known")),
            VendorReply.Answer { Status: < 400 or >= 500 } answer => new WriteAnswer.Doubtful(
                ReplyFailures.Unavailable(answer, $"TeamDynamix answered {answer.Status} and {type.Kind.Noun} {id} does not show the update"),
                ReplyFailures.Said(
                    answer,
                    FailureCode.OutcomeUnknown,
                    $"TeamDynamix answered {answer.Status}. Whether {type.Kind.Noun} {id} was changed is not known")),
            VendorReply.Answer { Status: 405 } answer => new WriteAnswer.Refused(ReplyFailures.Said(
                answer,
                FailureCode.UpdateRejected,
                $"The Web API of this tenant does not let {type.Kind.Plural} be patched")),

            // Nowhere is it said that a PATCH of several operations is made whole or not at all.
            VendorReply.Answer answer when sent.Changes.Count > 1 => new WriteAnswer.Doubtful(
                Rejected(answer, type, id),
                ReplyFailures.Said(
                    answer,
                    FailureCode.OutcomeUnknown,
                    $"TeamDynamix refused the update of {type.Kind.Noun} {id} ({answer.Status}). Whether a part of it was made is not known")),
            VendorReply.Answer answer => new WriteAnswer.Refused(Rejected(answer, type, id)),
            _ => throw new InvalidOperationException($"Unknown reply {reply}."),
        };
    }

    private static Failure Rejected(VendorReply.Answer answer, ItemType type, string id) =>
        ReplyFailures.Said(answer, FailureCode.UpdateRejected, $"TeamDynamix refused the update of {type.Kind.Noun} {id} ({answer.Status})");

    private static WriteAnswer OfSuccess(VendorReply.Answer answer, ItemType type, PlannedUpdate sent, TimeZoneInfo zone)
    {
        var id = sent.Record.RecordId;
        if (Item.From(answer.Json(), type.Kind) is not { } item)
        {
            return new WriteAnswer.Doubtful(
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
            ? new WriteAnswer.Accepted(item.ToRecord(sent.Catalog, zone, isWhole: false))
            : Unknown(new Failure(
                FailureCode.OutcomeUnknown,
                $"The update of {type.Kind.Noun} {id} ({type.Id}) was answered with {type.Kind.Noun} {Presentation.Quote(item.Id)}"
                + $"{(item.App is { } app ? $" of application {app}" : string.Empty)}. Whether {type.Kind.Noun} {id} was changed is not known.")
            {
                VendorStatus = answer.Status,
            });
    }

    private static WriteAnswer.Doubtful Unknown(Failure failure) => new(failure, failure);
}

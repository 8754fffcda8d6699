using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <content>What an answer to a PATCH says about whether the record was changed.</content>
internal static partial class Answers
{
    private static readonly WriteAnswer Accepted = new WriteAnswer.Accepted(Echo: null);

    /// <summary>What became of a PATCH.</summary>
    public static WriteAnswer Write(TargetSystemSettings settings, PlannedUpdate update, VendorReply reply, DateTimeOffset now)
    {
        if (reply is VendorReply.Silence silence)
        {
            return silence.MayHaveArrived
                ? Doubt(Unknown(settings, update, $"did not answer: {silence.Reason}"), settings, update)
                : new WriteAnswer.Refused(new Failure(
                    FailureCode.SystemUnavailable, $"{settings.DisplayName} could not be reached: {silence.Reason}. Nothing was changed; try again later."));
        }

        var answer = (VendorReply.Answer)reply;
        var messages = VendorMessages.Of(answer);
        if (IsTooManyCalls(answer, messages))
        {
            return new WriteAnswer.Refused(TooManyCalls(settings, answer, now));
        }

        if (VendorMessages.IsCredentialRefusal(answer))
        {
            return new WriteAnswer.Refused(CredentialsRefused(settings, answer));
        }

        return answer.Status switch
        {
            200 => Yes(settings, update, answer, messages),
            >= 200 and < 300 => Doubt(Unavailable(settings, answer, "in a way it is not known to"), settings, update),
            < 400 => new WriteAnswer.Refused(Unavailable(settings, answer, "with a redirect, which is not followed")),
            404 when messages.Count == 0 => new WriteAnswer.Refused(new Failure(
                FailureCode.RecordTypeNotFound, $"{settings.DisplayName} has no route to change {update.Record.RecordType} at.")
            { VendorStatus = 404 }),
            408 => Doubt(Unavailable(settings, answer, "that it took too long"), settings, update),
            >= 500 when messages.Count == 0 => Doubt(Unavailable(settings, answer, "without a readable reason"), settings, update),
            // Only a 500 with reasons is a refusal of the record's own system; a gateway's reasons are about the gateway.
            > 500 => Doubt(Refused(settings, answer, messages, Purpose(update)), settings, update),
            500 when VendorMessages.IsUnexpected(answer) => Doubt(Refused(settings, answer, messages, Purpose(update)), settings, update),
            _ => new WriteAnswer.Refused(Refused(settings, answer, messages, Purpose(update))),
        };
    }

    private static WriteAnswer Yes(TargetSystemSettings settings, PlannedUpdate update, VendorReply.Answer answer, IReadOnlyList<string> messages)
    {
        if (messages.Count > 0)
        {
            return Doubt(Refused(settings, answer, messages, Purpose(update)), settings, update);
        }

        if (answer.Json() is not { ValueKind: JsonValueKind.Object } body || VendorMessages.Property(body, "itemId") is not { } itemId)
        {
            return Doubt(Unavailable(settings, answer, "without saying which record it changed"), settings, update);
        }

        return Is(itemId, update.Record.RecordId)
            ? Accepted
            : Doubt(
                new Failure(
                    FailureCode.UpdateNotApplied,
                    $"{settings.DisplayName} answered for record {itemId} instead of {update.Record.RecordId}, which does not have the new values.")
                {
                    VendorStatus = answer.Status,
                },
                settings,
                update);
    }

    private static bool Is(JsonElement itemId, string recordId) => itemId.ValueKind == JsonValueKind.Number
        ? Ascii.Equals(JsonMarshal.GetRawUtf8Value(itemId), recordId)
        : itemId.ToString() == recordId;

    private static string Purpose(PlannedUpdate update) => $"to update {update.Record.RecordType} {update.Record.RecordId}";

    private static WriteAnswer.Doubtful Doubt(Failure whenAbsent, TargetSystemSettings settings, PlannedUpdate update) =>
        new(whenAbsent, Unknown(settings, update, "gave no usable answer, and the record could not be read afterwards"));

    private static Failure Unknown(TargetSystemSettings settings, PlannedUpdate update, string what) => new(
        FailureCode.OutcomeUnknown,
        $"{settings.DisplayName} {what}. Whether {update.Record.RecordType} {update.Record.RecordId} was changed is not known; trying again is harmless.");
}

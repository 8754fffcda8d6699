using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <content>What a response to a PATCH says about whether the record was changed.</content>
internal static partial class Responses
{
    /// <summary>The result of a PATCH.</summary>
    public static WriteResult Write(TargetSystemSettings settings, PlannedUpdate update, VendorReply reply, DateTimeOffset now)
    {
        if (reply is VendorReply.NoResponse noResponse)
        {
            return noResponse.MayHaveArrived
                ? Ambiguous(Unknown(settings, update, $"did not answer: {noResponse.Reason}"), settings, update)
                : new WriteResult.Refused(new Failure(
                    FailureCode.SystemUnavailable, $"{settings.DisplayName} could not be reached: {noResponse.Reason}. Nothing was changed; try again later."));
        }

        var answer = (VendorReply.Response)reply;
        var messages = VendorMessages.Of(answer);
        if (NotProcessed(settings, answer, messages, now) is { } notProcessed)
        {
            return new WriteResult.Refused(notProcessed);
        }

        if (VendorMessages.IsCredentialRefusal(answer))
        {
            return Ambiguous(EndpointRefused(settings, update.Record.RecordType, answer), settings, update);
        }

        return answer.Status switch
        {
            200 => Success(settings, update, answer, messages),
            < 300 => Ambiguous(Unavailable(settings, answer, "in an unknown way"), settings, update),
            < 400 => Ambiguous(Unavailable(settings, answer, "with a redirect, which is not followed"), settings, update),
            >= 400 when answer.IsPage => Ambiguous(Unavailable(settings, answer, APage), settings, update),
            404 when messages.Count == 0 => Ambiguous(
                new Failure(
                    FailureCode.RecordTypeNotFound, $"{settings.DisplayName} has no route to change {update.Catalog.RecordType.Label} at.")
                {
                    VendorStatus = 404,
                },
                settings,
                update),
            408 => Ambiguous(Unavailable(settings, answer, "that it took too long"), settings, update),
            >= 500 when messages.Count == 0 => Ambiguous(Unavailable(settings, answer, "without a readable reason"), settings, update),

            _ when TransientText.IsAmong(messages) && Busy(settings, answer, messages) is var busy => new WriteResult.Ambiguous(busy, WriteResult.Unchecked(busy, update)),

            // Integrators saw that a refused PATCH leaves the record as it was. The vendor does not document it, so it is no proof.
            _ => Ambiguous(Refused(settings, answer, messages, Purpose(update)), settings, update),
        };
    }

    private static WriteResult Success(TargetSystemSettings settings, PlannedUpdate update, VendorReply.Response answer, IReadOnlyList<string> messages)
    {
        if (messages.Count > 0)
        {
            return Ambiguous(Refused(settings, answer, messages, Purpose(update)), settings, update);
        }

        if (answer.Json() is not { ValueKind: JsonValueKind.Object } body || VendorMessages.Property(body, "itemId") is not { } itemId)
        {
            return Ambiguous(Unavailable(settings, answer, "without saying which record it changed"), settings, update);
        }

        return Is(itemId, update.Record.RecordId)
            ? new WriteResult.Accepted(Echo: null) { Headers = answer.Headers }
            : Ambiguous(
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

    private static string Purpose(PlannedUpdate update) => $"to update {update.Subject}";

    private static WriteResult.Ambiguous Ambiguous(Failure whenAbsent, TargetSystemSettings settings, PlannedUpdate update) => new(
        whenAbsent,
        whenAbsent.Code == FailureCode.UpdateRejected
            ? WriteResult.Unchecked(whenAbsent, update)
            : Unknown(settings, update, "gave no usable answer, and the record could not be read afterwards") with { RetryAfter = whenAbsent.RetryAfter });

    private static Failure Unknown(TargetSystemSettings settings, PlannedUpdate update, string what) => new(
        FailureCode.OutcomeUnknown,
        $"{settings.DisplayName} {what}. Whether {update.Subject} was changed is not known; trying again is harmless.");
}

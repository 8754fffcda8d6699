using System.Net.Http.Headers;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Patching;

/// <summary>What is known after a PATCH was sent or failed before that.</summary>
public abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>The vendor accepted the update, which is not proof.</summary>
    /// <param name="Echo">The record in the vendor's response; null where the response has none.</param>
    public sealed record Accepted(Record? Echo) : WriteResult
    {
        /// <summary>The headers of the response, where they are needed to tell when the vendor wrote it.</summary>
        public HttpResponseHeaders? Headers { get; init; }

        /// <summary>The vendor's warnings in its response.</summary>
        public IReadOnlyList<string> Warnings { get; init; } = [];

        /// <summary>Whether the vendor made the update only because the record was still as it had been read.</summary>
        public bool IsGuarded { get; init; }

        /// <summary>When the vendor wrote its response, by its own clock.</summary>
        public DateTimeOffset? AnsweredAt => Headers?.Date;
    }

    /// <summary>Nothing was sent, because the record already has these values.</summary>
    /// <param name="Update">The update, with the record as it was read.</param>
    public sealed record Unneeded(PlannedUpdate Update) : WriteResult;

    /// <summary>The update was certainly not made.</summary>
    public sealed record Refused(Failure Failure) : WriteResult;

    /// <summary>The update may have been made; only a read-back decides.</summary>
    /// <param name="WhenAbsent">The failure where the record does not show the new values.</param>
    /// <param name="WhenUnreadable">The failure where the record cannot be read either.</param>
    public sealed record Ambiguous(Failure WhenAbsent, Failure WhenUnreadable) : WriteResult;

    /// <summary>For a refusal where the record cannot be read: a vendor may write and then refuse.</summary>
    internal static Failure Unchecked(Failure refusal, PlannedUpdate update) => refusal with
    {
        Code = FailureCode.OutcomeUnknown,
        Message = $"{refusal.Message.TrimEnd('.')}. The record could not be read afterwards, so whether {update.Subject} "
            + "was changed nevertheless is not known; trying again is harmless.",
    };
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Patching;

/// <summary>What is known after a PATCH was sent or failed before that.</summary>
public abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>When the vendor had the PATCH; null where that is not known.</summary>
    public WriteTime? At { get; init; }

    /// <summary>The vendor accepted the update, which is not proof.</summary>
    /// <param name="Echo">The record in the vendor's response; null where the response has none.</param>
    public sealed record Accepted(Record? Echo) : WriteResult;

    /// <summary>The update was certainly not made.</summary>
    public sealed record Refused(Failure Failure) : WriteResult;

    /// <summary>The update may have been made; only a read-back decides.</summary>
    /// <param name="WhenAbsent">The failure where the record does not show the new values.</param>
    /// <param name="WhenUnreadable">The failure where the record cannot be read either.</param>
    public sealed record Ambiguous(Failure WhenAbsent, Failure WhenUnreadable) : WriteResult
    {
        /// <summary>
        /// Whether the vendor gave a reason why it did not make the update. That is no proof, but one read-back that agrees is enough,
        /// and a record that does not show the field leaves the vendor's word.
        /// </summary>
        public bool IsRefusal { get; init; }
    }
}

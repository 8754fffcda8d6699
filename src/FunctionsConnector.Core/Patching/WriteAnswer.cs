using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Patching;

/// <summary>What is known after a PATCH was sent, or could not be.</summary>
public abstract record WriteAnswer
{
    private WriteAnswer()
    {
    }

    /// <summary>The vendor said yes, which is not yet proof.</summary>
    /// <param name="Echo">The record as the vendor's reply showed it; null where the reply does not carry it.</param>
    public sealed record Accepted(Record? Echo) : WriteAnswer;

    /// <summary>The update was certainly not made.</summary>
    public sealed record Refused(Failure Failure) : WriteAnswer;

    /// <summary>The update may have been made: only the record can tell.</summary>
    /// <param name="WhenAbsent">The failure where the record does not show the new values.</param>
    /// <param name="WhenUnreadable">The failure where the record cannot be read either.</param>
    public sealed record Doubtful(Failure WhenAbsent, Failure WhenUnreadable) : WriteAnswer;
}

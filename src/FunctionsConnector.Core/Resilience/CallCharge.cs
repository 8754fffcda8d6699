namespace FunctionsConnector.Core.Resilience;

/// <summary>What a budget answers: calls that it has charged, or a refusal.</summary>
internal class CallCharge
{
    /// <summary>The remaining wait of a call that may not start; null where it may.</summary>
    public TimeSpan? Wait { get; private init; }

    /// <summary>Whether the call has waited for so long that its charge no longer counts when it starts.</summary>
    public virtual bool IsStale => false;

    /// <summary>A refusal.</summary>
    public static CallCharge Refused(TimeSpan wait) => new() { Wait = wait };

    /// <summary>Takes back calls that were charged and not made.</summary>
    public virtual void Refund(int count)
    {
    }
}

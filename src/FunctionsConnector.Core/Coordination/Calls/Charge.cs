namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>What a waiting call got: a part of a grant, a refusal, or the advice to use the budget of an instance that is alone.</summary>
internal sealed record Charge
{
    public static readonly Charge Alone = new() { IsAlone = true };

    public bool IsAlone { get; private init; }

    /// <summary>The remaining wait of a call that is refused; else null.</summary>
    public TimeSpan? Wait { get; private init; }

    /// <summary>The number of the grant.</summary>
    public long Grant { get; init; }

    /// <summary>Until when the call has to start, by the clock of the table's service.</summary>
    public DateTimeOffset Until { get; init; }

    public static Charge Refused(TimeSpan wait) => new() { Wait = wait };
}

using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>What became of asking the vault for a secret.</summary>
internal abstract record VaultAnswer
{
    private VaultAnswer()
    {
    }

    /// <summary>The vault gave it.</summary>
    /// <param name="Value">The secret itself; it is not printed.</param>
    public sealed record Secret(string Value) : VaultAnswer
    {
        public override string ToString() => nameof(Secret);
    }

    /// <summary>It is not there, or was disabled: what was read before must not be used any more.</summary>
    public sealed record Gone(Failure Failure) : VaultAnswer;

    /// <summary>The vault does not give it to us, which says nothing of the secret.</summary>
    public sealed record Denied(Failure Failure) : VaultAnswer;

    /// <summary>The vault could not be asked.</summary>
    /// <param name="Reason">Why, as it reads after "cannot be asked:".</param>
    /// <param name="RetryAfter">How long it wants to be left alone.</param>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : VaultAnswer;
}

using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>The result of reading a secret from the vault.</summary>
internal abstract record VaultAnswer
{
    private VaultAnswer()
    {
    }

    /// <summary>The vault returned the secret.</summary>
    /// <param name="Value">The secret itself; <see cref="ToString"/> leaves it out.</param>
    public sealed record Secret(string Value) : VaultAnswer
    {
        public override string ToString() => nameof(Secret);
    }

    /// <summary>The secret is missing or disabled: a cached value must not be used any more.</summary>
    public sealed record Gone(Failure Failure) : VaultAnswer;

    /// <summary>The vault denies access. The secret itself may be valid.</summary>
    public sealed record Denied(Failure Failure) : VaultAnswer;

    /// <summary>The vault is unavailable.</summary>
    /// <param name="Reason">Why, as a clause after "Key Vault is unavailable:".</param>
    /// <param name="RetryAfter">The vault's <c>Retry-After</c>; null for none.</param>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter) : VaultAnswer;
}

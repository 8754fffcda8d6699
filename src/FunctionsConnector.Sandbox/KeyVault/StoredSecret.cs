namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>One version of a secret.</summary>
/// <param name="Version">32 hexadecimal digits, as in the vault.</param>
/// <param name="Value">The secret value.</param>
/// <param name="Created">The time of creation.</param>
internal sealed record StoredSecret(string Version, string Value, DateTimeOffset Created)
{
    /// <summary>Whether it may be read.</summary>
    public bool IsEnabled { get; init; } = true;
}

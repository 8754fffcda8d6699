namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>One version of a secret.</summary>
/// <param name="Version">32 hexadecimal digits, as the vault makes them.</param>
/// <param name="Value">The secret itself.</param>
/// <param name="Created">When it was stored.</param>
internal sealed record StoredSecret(string Version, string Value, DateTimeOffset Created)
{
    /// <summary>Whether it may be read.</summary>
    public bool IsEnabled { get; init; } = true;
}

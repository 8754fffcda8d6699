using FunctionsConnector.Actions.Identity;

namespace FunctionsConnector.Actions.Settings;

/// <summary>The settings <c>KeyVault:…</c>, read and checked.</summary>
/// <param name="Uri">The vault's address.</param>
/// <param name="Identity">How the vault knows us.</param>
/// <param name="RefreshAfter">How long a secret is used before the vault is asked again.</param>
internal sealed record KeyVaultSettings(Uri Uri, IdentitySettings Identity, TimeSpan RefreshAfter);

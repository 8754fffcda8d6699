using FunctionsConnector.Actions.Identity;

namespace FunctionsConnector.Actions.Settings;

/// <summary>The settings <c>KeyVault:…</c>, read and checked.</summary>
/// <param name="Uri">The vault's address.</param>
/// <param name="Identity">The identity that reads the secrets.</param>
/// <param name="RefreshAfter">How long a secret is used before it is read again.</param>
internal sealed record KeyVaultSettings(Uri Uri, IdentitySettings Identity, TimeSpan RefreshAfter);

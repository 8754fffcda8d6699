using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>
/// A simulated Azure Key Vault: <c>GET /secrets/{name}</c> over TLS at a separate port, for callers with a token of the simulated
/// identity. Thread-safe.
/// </summary>
public sealed partial class KeyVaultSandbox : IVendorSandbox
{
    /// <summary>The resource of a valid token.</summary>
    public const string Resource = "https://vault.azure.net";

    private readonly SecretStore _secrets;
    private readonly KeyVaultApi _api;
    private readonly Func<Uri> _url;

    internal KeyVaultSandbox(TimeProvider time, IdentitySandbox identity, Func<Uri> url)
    {
        _url = url;
        _secrets = new(time);
        _api = new(_secrets, identity, () => Behavior, url);
        Seed();
    }

    /// <summary>The vault's address, with a trailing slash.</summary>
    public Uri Url => _url();

    /// <inheritdoc/>
    public CallLog Calls { get; } = new();

    /// <inheritdoc/>
    public FaultPlan Faults { get; } = new();

    /// <summary>The switches; change them with a <c>with</c> expression.</summary>
    public KeyVaultBehavior Behavior { get; set; } = new();

    /// <summary>The number of requests for a secret, including those without a token that clients send first.</summary>
    public int Requests(string name) => _api.Requests(name);

    /// <summary>Stores a new version of a secret, as a rotation does.</summary>
    /// <returns>The version.</returns>
    public string Set(string name, string value) => _secrets.Set(name, value);

    /// <summary>Enables or disables the newest version of a secret.</summary>
    /// <exception cref="KeyNotFoundException">There is no such secret.</exception>
    public void Enable(string name, bool isEnabled) => _secrets.Enable(name, isEnabled);

    /// <summary>Deletes a secret with all its versions.</summary>
    public void Delete(string name) => _secrets.Delete(name);

    /// <summary>Restores the state after the start: secrets, switches, calls, faults.</summary>
    public void Reset()
    {
        Behavior = new();
        _secrets.Clear();
        _api.ForgetRequests();
        Seed();
        Calls.Clear();
        Faults.Clear();
    }

    private void Seed()
    {
        foreach (var (name, value) in SeededSecrets.All)
        {
            _secrets.Set(name, value);
        }
    }
}

using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>
/// A simulated Azure Key Vault: <c>GET /secrets/{name}</c> over TLS at an address of its own, for callers with a token of the
/// simulated identity. Everything can be used by many threads at once.
/// </summary>
public sealed partial class KeyVaultSandbox : IVendorSandbox
{
    /// <summary>What a token must be for.</summary>
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

    /// <summary>The lasting switches; change them with a <c>with</c> expression.</summary>
    public KeyVaultBehavior Behavior { get; set; } = new();

    /// <summary>How often a secret was asked for, the calls without a token that clients begin with included.</summary>
    public int Requests(string name) => _api.Requests(name);

    /// <summary>Stores a new version of a secret, which is what a rotation is.</summary>
    /// <returns>The version.</returns>
    public string Set(string name, string value) => _secrets.Set(name, value);

    /// <summary>Lets the newest version of a secret be read, or not.</summary>
    /// <exception cref="KeyNotFoundException">There is no such secret.</exception>
    public void Enable(string name, bool isEnabled) => _secrets.Enable(name, isEnabled);

    /// <summary>Takes a secret away with all its versions.</summary>
    public void Delete(string name) => _secrets.Delete(name);

    /// <summary>Puts everything back to the state after the start: secrets, switches, calls, faults.</summary>
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

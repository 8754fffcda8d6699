using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Targets;

/// <summary>A vendor that the connector can talk to: its name in settings, how its settings are checked, how a system of it is made.</summary>
public abstract class TargetSystemKind
{
    /// <summary>As in <c>Systems:&lt;name&gt;:Kind</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Settings beyond the common ones that this kind understands, with what each means.</summary>
    public virtual IReadOnlyDictionary<string, string> OtherSettings => new Dictionary<string, string>();

    /// <summary>What is wrong with the settings: the setting's name relative to the system (<c>BaseUrl</c>), and the mend.</summary>
    public abstract IEnumerable<(string Setting, string Problem)> Check(TargetSystemSettings settings);

    /// <summary>Makes the system. The settings have passed <see cref="Check"/>.</summary>
    public abstract ITargetSystem Create(TargetSystemSettings settings, TargetSystemServices services);
}

/// <summary>What a target system is given to work with.</summary>
/// <param name="Http">Sends requests to vendors.</param>
/// <param name="Secrets">Where credentials come from.</param>
/// <param name="Timing">How long to wait for what.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Numbers in [0, 1) that spread retries.</param>
public sealed record TargetSystemServices(VendorHttp Http, ISecretSource Secrets, Timing Timing, TimeProvider Time, Func<double> Random)
{
    /// <summary>Told of secrets that a vendor hands out, such as tokens.</summary>
    public KnownSecrets Known { get; init; } = new();
}

namespace FunctionsConnector.Core.Targets;

/// <summary>A supported vendor: its name in the settings, the check of its settings, and the creation of its systems.</summary>
public abstract class TargetSystemKind
{
    /// <summary>The value of <c>Systems:&lt;name&gt;:Kind</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The additional settings of this kind, with their meaning.</summary>
    public virtual IReadOnlyDictionary<string, string> OtherSettings => new Dictionary<string, string>();

    /// <summary>The problems with the settings: the setting's name relative to the system (<c>BaseUrl</c>), and the fix.</summary>
    public abstract IEnumerable<(string Setting, string Problem)> Check(TargetSystemSettings settings);

    /// <summary>Creates the system. The settings have passed <see cref="Check"/>.</summary>
    public abstract ITargetSystem Create(TargetSystemSettings settings, TargetSystemServices services);
}

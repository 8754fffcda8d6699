using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Settings;

/// <summary>The settings of the process, read and checked. Secrets are not among them, only their names.</summary>
/// <param name="Systems">The configured target systems.</param>
/// <param name="ApiKeys">Who may call.</param>
/// <param name="RequestTimeout">The whole of one request.</param>
public sealed record ConnectorSettings(
    IReadOnlyList<TargetSystemSettings> Systems,
    IReadOnlyList<ApiKeySettings> ApiKeys,
    TimeSpan RequestTimeout)
{
    /// <summary>The queue of updates; null where none is configured.</summary>
    internal QueueSettings? Queue { get; init; }

    /// <summary>The vault that secrets come from; null where they come from the settings.</summary>
    internal KeyVaultSettings? KeyVault { get; init; }
}

/// <summary>One API key: <c>Connector:ApiKeys:&lt;n&gt;:…</c>. A caller has one or two.</summary>
/// <param name="Name">What the log calls the caller; two keys with one name are one caller's.</param>
/// <param name="Secret">The name of the secret that holds the key.</param>
/// <param name="Systems">The target systems it may be used for; empty for all.</param>
public sealed record ApiKeySettings(string Name, string Secret, IReadOnlyList<string> Systems)
{
    /// <summary>
    /// Calls that the caller of this name may make, with whichever key: so many at once, and then so many a minute, evenly; null for any number.
    /// </summary>
    public int? CallsPerMinute { get; init; }
}

using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Settings;

/// <summary>The settings of the process, read and checked. Secrets are not among them, only their names.</summary>
/// <param name="Systems">The configured target systems.</param>
/// <param name="ApiKeys">The API keys of the callers.</param>
/// <param name="RequestTimeout">The time limit of one request.</param>
public sealed record ConnectorSettings(
    IReadOnlyList<TargetSystemSettings> Systems,
    IReadOnlyList<ApiKeySettings> ApiKeys,
    TimeSpan RequestTimeout)
{
    internal const int DefaultMaxRequestsInHand = 256;
    internal const int DefaultMaxBytesInHand = 64 * 1024 * 1024;

    /// <summary>The most requests in progress at a time.</summary>
    public int MaxRequestsInHand { get; init; } = DefaultMaxRequestsInHand;

    /// <summary>The most bytes of request bodies in memory at a time.</summary>
    public int MaxBytesInHand { get; init; } = DefaultMaxBytesInHand;

    /// <summary>Whom users ask, for the served definition.</summary>
    internal ContactSettings Contact { get; init; } = new(Name: null, Url: null, Email: null);

    /// <summary>Sign-in with Microsoft Entra ID; null where it is off.</summary>
    internal EntraSettings? Entra { get; init; }

    /// <summary>The queue of updates; null where none is configured.</summary>
    internal QueueSettings? Queue { get; init; }

    /// <summary>The tables that all instances share; null where none are configured.</summary>
    internal CoordinationSettings? Coordination { get; init; }

    /// <summary>The vault that secrets come from; null where they come from the settings.</summary>
    internal KeyVaultSettings? KeyVault { get; init; }
}

namespace FunctionsConnector.Actions.Settings;

/// <summary>A caller with tokens of Microsoft Entra ID: <c>Connector:EntraCallers:&lt;n&gt;:…</c>.</summary>
/// <param name="Name">The caller's name in the log.</param>
/// <param name="Systems">The target systems it may use; empty for all.</param>
public sealed record EntraCallerSettings(string Name, IReadOnlyList<string> Systems)
{
    /// <summary>The client id of the caller's application; null where a role names the caller.</summary>
    public string? ClientId { get; init; }

    /// <summary>An app role that the token must have; null where a client id names the caller.</summary>
    public string? Role { get; init; }

    /// <inheritdoc cref="ApiKeySettings.CallsPerMinute"/>
    public int? CallsPerMinute { get; init; }

    /// <inheritdoc cref="ApiKeySettings.MayActAs"/>
    public bool MayActAs { get; init; }
}

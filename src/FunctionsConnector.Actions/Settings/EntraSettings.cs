namespace FunctionsConnector.Actions.Settings;

/// <summary>Sign-in with Microsoft Entra ID: <c>Connector:Entra:…</c> and <c>Connector:EntraCallers:…</c>.</summary>
/// <param name="TenantId">The directory whose tokens are accepted.</param>
/// <param name="Audience">The connector's application: its client id, or its application id URI.</param>
/// <param name="Instance">The sign-in address, with a trailing slash.</param>
/// <param name="Callers">The applications and app roles that may call; at least one.</param>
public sealed record EntraSettings(string TenantId, string Audience, Uri Instance, IReadOnlyList<EntraCallerSettings> Callers)
{
    public static readonly Uri PublicInstance = new("https://login.microsoftonline.com/");
}

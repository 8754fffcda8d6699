using FunctionsConnector.Actions.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace FunctionsConnector.Actions.Security.Entra;

/// <summary>The options of the framework's bearer handler for one tenant and one audience. They hold the cache of the tenant's metadata.</summary>
internal sealed class BearerOptions : IOptionsMonitor<JwtBearerOptions>
{
    /// <summary>The prefix of an application id URI that Entra proposes. Tokens of version 1 name it, those of version 2 the client id.</summary>
    private const string UriPrefix = "api://";

    /// <summary>Entra's issuer of tokens of version 1. An application registration decides the version of its tokens.</summary>
    private const string FormerIssuer = "https://sts.windows.net/";

    public BearerOptions(EntraSettings settings)
    {
        // A token with a new key is checked again after the metadata has been read. By default they are read in the background, and the first
        // callers after a rotation are refused. The library reads them at most every five minutes, so forged tokens cause no flood.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", isEnabled: true);
        CurrentValue = new JwtBearerOptions
        {
            MetadataAddress = new Uri(settings.Instance, $"{settings.TenantId}/v2.0/.well-known/openid-configuration").AbsoluteUri,
            RequireHttpsMetadata = settings.Instance.Scheme == Uri.UriSchemeHttps,
            BackchannelTimeout = TimeSpan.FromSeconds(10),
            MapInboundClaims = false,
            TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudiences = [settings.Audience, OtherFormOf(settings.Audience)],
                ValidIssuers = [$"{new Uri(settings.Instance, settings.TenantId).AbsoluteUri}/v2.0", $"{FormerIssuer}{settings.TenantId}/"],

                // Entra signs with no other. "none" and the symmetric algorithms must never verify with a public key (RFC 8725 section 3.1).
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            },
        };
        new JwtBearerPostConfigureOptions().PostConfigure(JwtBearerDefaults.AuthenticationScheme, CurrentValue);
    }

    public JwtBearerOptions CurrentValue { get; }

    public JwtBearerOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<JwtBearerOptions, string?> listener) => null;

    private static string OtherFormOf(string audience) =>
        audience.StartsWith(UriPrefix, StringComparison.OrdinalIgnoreCase) ? audience[UriPrefix.Length..] : $"{UriPrefix}{audience}";
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace FunctionsConnector.Actions.Security.Entra;

/// <summary>Authenticates callers by bearer tokens of Microsoft Entra ID, with the framework's handler.</summary>
/// <remarks>
/// The handler is created here and not registered: a registered one would run for every request, also for those with a key.
/// </remarks>
internal sealed class EntraTokens(EntraSettings settings, ILoggerFactory loggers)
{
    private const string Header = "Authorization";

    private static readonly AuthenticationScheme Scheme = new(JwtBearerDefaults.AuthenticationScheme, displayName: null, typeof(JwtBearerHandler));

    /// <summary>The failure for a token that cannot be checked.</summary>
    public static readonly Failure CannotCheck = new(FailureCode.SystemUnavailable, "The connector cannot check bearer tokens at present. Try again later.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    private readonly BearerOptions _options = new(settings);
    private readonly IReadOnlyList<(EntraCallerSettings Settings, Caller Caller)> _callers =
        [.. settings.Callers.Select(caller => (caller, new Caller(caller.Name, caller.Systems) { MayActAs = caller.MayActAs }))];

    /// <summary>Whether the request has a bearer token, whatever it is.</summary>
    public static bool IsPresent(HttpContext context) =>
        context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    /// <returns>
    /// The caller; <see cref="FailureCode.Unauthorized"/> for a token that is not valid, <see cref="FailureCode.Forbidden"/> for one of no
    /// configured caller, <see cref="FailureCode.SystemUnavailable"/> where the tenant's metadata cannot be read.
    /// </returns>
    public async ValueTask<Result<Caller>> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!await HasMetadataAsync(cancellationToken))
        {
            return CannotCheck;
        }

        var handler = new JwtBearerHandler(_options, loggers, UrlEncoder.Default);
        await handler.InitializeAsync(Scheme, context);
        var result = await handler.AuthenticateAsync();
        return result.Principal is { } principal ? Find(principal) : Refused(result.Failure);
    }

    /// <summary>The handler takes a token for invalid whose keys it cannot read. It caches what is read here.</summary>
    private async Task<bool> HasMetadataAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _options.CurrentValue.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            return false;
        }
    }

    private Result<Caller> Find(ClaimsPrincipal principal)
    {
        // Tokens of version 2 name the application in azp, those of version 1 in appid.
        var client = principal.FindFirstValue("azp") ?? principal.FindFirstValue("appid");
        var roles = principal.FindAll("roles").Select(claim => claim.Value).ToList();
        var matching = _callers.Where(caller => caller.Settings.ClientId is { } id
            ? string.Equals(id, client, StringComparison.OrdinalIgnoreCase)
            : roles.Contains(caller.Settings.Role!, StringComparer.Ordinal)).ToList();

        // An application of its own name comes before a role that it has, too.
        return matching.Find(caller => caller.Settings.ClientId is not null).Caller ?? matching.FirstOrDefault().Caller ?? Unknown(client);
    }

    private static Result<Caller> Unknown(string? client) => new Failure(
        FailureCode.Forbidden,
        $"The token is valid, but {(client is null ? "it names no application" : $"its application {client} is no caller of this connector")}, "
        + "and it has no role of one. An administrator can add it to Connector:EntraCallers.")
    {
        Target = Header,
    };

    private static Failure Refused(Exception? reason) => new(FailureCode.Unauthorized, $"The bearer token is not valid: {ReasonOf(reason)}.") { Target = Header };

    private static string ReasonOf(Exception? reason) => reason switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => ReasonOf(first),
        SecurityTokenExpiredException => "it has expired",
        SecurityTokenNotYetValidException => "it is not valid yet",
        SecurityTokenInvalidAudienceException => "it is for another audience",
        SecurityTokenInvalidIssuerException => "it is of another tenant or issuer",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException =>
            "no key of the tenant signed it",
        _ => "it cannot be read as a token of the tenant",
    };
}

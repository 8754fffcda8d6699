using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Tokens;

namespace FunctionsConnector.Core.Targets.Profiles.SignIns;

/// <summary>Issues tokens to an OAuth 2.0 client (RFC 6749 section 4.4), with the client's credentials in the body (section 2.3.1).</summary>
internal sealed class ClientCredentialsIssuer(
    Profile profile, SignIn.ClientCredentials signIn, Uri tokenUrl, string? scope, TargetSystemSettings settings, TargetSystemServices services, CallSender sender) : ITokenIssuer
{
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    /// <summary>A token is replaced before it can expire during a call.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShortestUse = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(24);

    /// <summary>RFC 6749 section 5.1 lets the issuer leave out the lifetime.</summary>
    private static readonly TimeSpan UsualUse = TimeSpan.FromMinutes(30);

    public string Vendor => profile.Vendor;

    public async Task<Result<SecretPair>> FetchAsync(bool refresh, CancellationToken cancellationToken)
    {
        ValueTask<Result<string>> Fetch(string role) => refresh
            ? services.Secrets.RefreshAsync(settings.Secrets[role], cancellationToken)
            : services.Secrets.GetAsync(settings.Secrets[role], cancellationToken);

        return (await Fetch(signIn.ClientId)).Succeeded(out var id, out var failure) && (await Fetch(signIn.ClientSecret)).Succeeded(out var secret, out failure)
            ? new SecretPair(id, secret)
            : failure;
    }

    public async Task<Result<Token>> LogInAsync(SecretPair login, CancellationToken cancellationToken)
    {
        var body = $"grant_type=client_credentials&client_id={Uri.EscapeDataString(login.First)}&client_secret={Uri.EscapeDataString(login.Second)}"
            + (scope is null ? string.Empty : $"&scope={Uri.EscapeDataString(scope)}");
        var call = new ApiCall(HttpMethod.Post, tokenUrl, "token") { Body = () => body, ContentType = Form, Priority = CallPriority.ReadBack };
        if (!(await sender.SendAsync(call, token: null, cancellationToken)).Succeeded(out var reply, out var failure))
        {
            return failure;
        }

        return reply switch
        {
            VendorReply.Response { IsSuccess: true } answer => Read(answer) is { } token
                ? token
                : Replies.Unavailable($"The token URL of {profile.Vendor} answered with something that is not a bearer token. Check TokenUrl."),

            // RFC 6749 section 5.2: 400 with invalid_client or unauthorized_client, or 401.
            VendorReply.Response { Status: 400 or 401 or 403, IsPage: false } answer => new Failure(
                FailureCode.CredentialsRefused,
                $"The token URL of {profile.Vendor} refused the secrets '{settings.Secrets[signIn.ClientId]}' and '{settings.Secrets[signIn.ClientSecret]}'{Reason(answer)}.")
            {
                VendorStatus = answer.Status,
            },
            VendorReply.Response answer => Replies.Unavailable($"The token URL of {profile.Vendor} answered {answer.Status}.") with { VendorStatus = answer.Status },
            _ => Replies.Unavailable($"The token URL of {profile.Vendor} could not be reached: {((VendorReply.NoResponse)reply).Reason}."),
        };
    }

    /// <summary>No call is known that needs no permission.</summary>
    public Task<bool> IsRefusedAsync(Token token, CancellationToken cancellationToken) => Task.FromResult(false);

    private static Token? Read(VendorReply.Response answer)
    {
        if (answer.Json() is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty("access_token", out var text)
            || JsonPath.TextOf(text) is not { } token
            || !token.All(character => character is > ' ' and <= '~'))
        {
            return null;
        }

        // Some issuers write the number as a text. What is no positive number counts as left out; a text may also say NaN or Infinity.
        var seconds = json.TryGetProperty("expires_in", out var expires)
            && double.TryParse(JsonPath.TextOf(expires), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given)
            && given > 0 && double.IsFinite(given) ? Math.Min(given, LongestUse.TotalSeconds) : default(double?);
        var use = seconds is null ? UsualUse : TimeSpan.FromSeconds(seconds.Value) - Margin;
        return new Token(token, use > ShortestUse ? use : ShortestUse);
    }

    // The description may echo the request; the code is one of a fixed list.
    private static string Reason(VendorReply.Response answer) =>
        answer.Json() is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("error", out var error) && JsonPath.TextOf(error) is { Length: <= 50 } code && code.All(character => char.IsAsciiLetter(character) || character == '_')
            ? $" ({code})"
            : string.Empty;
}

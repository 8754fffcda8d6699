using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>
/// Finds the tenant's zone by the API user's name. Credentials are sent to the URL in the response, so its host is checked like a
/// configured one.
/// </summary>
internal sealed partial class Zones(TargetSystemSettings settings, TargetSystemServices services)
{
    public static readonly Uri DefaultDiscovery = new("https://webservices.autotask.net/ATServicesRest/");

    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    private readonly SingleFlightCache<string, Uri> _zones = new(MaxAge, 2 * MaxAge, services.Time, new CacheName(settings.Name, "zone"));
    private readonly RetryPolicy _retry = new(reply => Responses.IsTransient(reply), services.Timing, services.Time, services.Random);

    // Every update asks for the zone, so the delegate is created once.
    private Func<string, CancellationToken, Task<Result<Uri>>>? _discover;

    /// <summary>The zone's base URL, with a slash at its end.</summary>
    public ValueTask<Result<Uri>> GetAsync(string userName, CancellationToken cancellationToken) =>
        settings.BaseUrl is { } configured
            ? ValueTask.FromResult(Result.From(WithSlash(configured)))
            : _zones.GetAsync(userName, _discover ??= DiscoverAsync, cancellationToken);

    /// <summary>Searches again, because the known zone refused the credentials; a wrong zone does that too.</summary>
    public Task<Result<Uri>> RediscoverAsync(string userName, CancellationToken cancellationToken) =>
        settings.BaseUrl is { } configured
            ? Task.FromResult(Result.From(WithSlash(configured)))
            : _zones.RefreshAsync(userName, DiscoverAsync, cancellationToken);

    /// <summary>Whether credentials may be sent to this URL. The host is checked in its DNS form, which is also what was written: no other letter is taken for one of it.</summary>
    public static bool IsTrusted(Uri url) =>
        url.UserInfo.Length == 0
        && Ascii.IsValid(url.OriginalString)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && ((url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && ZoneHost().IsMatch(url.IdnHost)) || url.IsLoopback);

    private async Task<Result<Uri>> DiscoverAsync(string userName, CancellationToken cancellationToken)
    {
        var discovery = WithSlash(settings.DiscoveryUrl ?? DefaultDiscovery);
        var url = new Uri(discovery, $"V1.0/zoneInformation?user={Uri.EscapeDataString(userName)}");
        var reply = await _retry.SendAsync(
            async token =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                return await services.Http.SendAsync(request, token);
            },
            cancellationToken);

        if (!Responses.Read(settings, reply, services.Time.GetUtcNow(), "to return the zone of the API user").Succeeded(out var answer, out var failure))
        {
            return failure;
        }

        if (answer.ValueKind != JsonValueKind.Object
            || VendorMessages.Property(answer, "url") is not { ValueKind: JsonValueKind.String } text
            || !Uri.TryCreate(text.GetString(), UriKind.Absolute, out var zone))
        {
            return new Failure(FailureCode.SystemUnavailable, $"{settings.DisplayName} answered the search for the API user's zone without an address.");
        }

        // Only a discovery on loopback may return a loopback address.
        return IsTrusted(zone) && (!zone.IsLoopback || discovery.IsLoopback)
            ? WithSlash(zone)
            : new Failure(
                FailureCode.SystemUnavailable,
                $"{settings.DisplayName} named '{zone.Host}' as the API user's zone, which is not a host webservices<n>.autotask.net. Nothing was sent there.");
    }

    private static Uri WithSlash(Uri url) => url.AbsolutePath.EndsWith('/') ? url : new Uri($"{url.GetLeftPart(UriPartial.Path)}/");

    [GeneratedRegex(@"^webservices[0-9]+\.autotask\.net\z", RegexOptions.IgnoreCase)]
    private static partial Regex ZoneHost();
}

using System.Globalization;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// The rate limit headers of a response (https://solutions.teamdynamix.com/TDWebApi/Home/AboutRateLimiting). Gateways may drop each of
/// them.
/// </summary>
/// <param name="Limit"><c>X-RateLimit-Limit</c>.</param>
/// <param name="Remaining"><c>X-RateLimit-Remaining</c>.</param>
/// <param name="UntilReset"><c>X-RateLimit-Reset</c> as a wait from now.</param>
internal readonly record struct RateHeaders(int? Limit, int? Remaining, TimeSpan? UntilReset)
{
    // The vendor's window is a minute; a wait far beyond it is a wrong header.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static RateHeaders From(VendorReply.Response answer, DateTimeOffset now) =>
        new(Number(answer.Header("X-RateLimit-Limit")), Number(answer.Header("X-RateLimit-Remaining")), Wait(answer, now));

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Wait(VendorReply.Response answer, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(
            answer.Header("X-RateLimit-Reset"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var reset))
        {
            return null;
        }

        // Relative to the vendor's clock, which may differ from ours.
        var wait = reset - (answer.Headers.Date ?? now);
        return wait <= Longest ? wait : null;
    }
}

using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Benchmarks.Vendor;

/// <summary>The addresses and credentials of the simulated vendors.</summary>
/// <param name="Zone">Autotask's zone in the Sandbox.</param>
/// <param name="StandInZone">Autotask's zone in the stand-in; the zone of the Sandbox without a stand-in.</param>
/// <param name="TeamDynamix">TeamDynamix in the Sandbox.</param>
/// <param name="FirstTicket">The first of <see cref="VendorServer.Tickets"/> Autotask tickets.</param>
internal sealed record VendorAddress(Uri Zone, Uri StandInZone, Uri TeamDynamix, long FirstTicket)
{
    public required string UserName { get; init; }

    public required string Secret { get; init; }

    public required string IntegrationCode { get; init; }

    public required string BeId { get; init; }

    public required string WebServicesKey { get; init; }

    public static VendorAddress Of(SandboxServer sandbox, Uri? standIn, long firstTicket)
    {
        var zone = sandbox.Autotask.ZoneUrl;
        return new(zone, standIn is null ? zone : new Uri(standIn, zone.AbsolutePath), sandbox.TeamDynamix.BaseUrl, firstTicket)
        {
            UserName = sandbox.Autotask.UserName,
            Secret = sandbox.Autotask.Secret,
            IntegrationCode = sandbox.Autotask.IntegrationCode,
            BeId = sandbox.TeamDynamix.BeId,
            WebServicesKey = sandbox.TeamDynamix.WebServicesKey,
        };
    }
}

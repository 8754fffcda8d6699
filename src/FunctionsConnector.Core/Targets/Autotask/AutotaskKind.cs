using FunctionsConnector.Core.Targets.Autotask.Authentication;
using FunctionsConnector.Core.Targets.Autotask.Dialect;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>Autotask PSA: three secrets, and a zone that is discovered or configured.</summary>
public sealed class AutotaskKind : TargetSystemKind
{
    public override string Name => "Autotask";

    public override IEnumerable<(string Setting, string Problem)> Check(TargetSystemSettings settings)
    {
        foreach (var role in Credentials.Roles.Where(role => !settings.Secrets.ContainsKey(role)))
        {
            yield return ($"Secrets:{role}", $"is missing; set it to the name of the secret that holds the API user's {role}");
        }

        foreach (var role in settings.Secrets.Keys.Except(Credentials.Roles, StringComparer.OrdinalIgnoreCase))
        {
            yield return ($"Secrets:{role}", $"is not known to Autotask; its secrets are {string.Join(", ", Credentials.Roles)}");
        }

        foreach (var recordType in settings.RecordTypes.Where(recordType => !Routes.ByEntity.ContainsKey(recordType)))
        {
            yield return ("RecordTypes", $"names {recordType}, which Autotask cannot update; use the names of its API, such as Tickets or Companies");
        }

        if (settings.BaseUrl is { } baseUrl && !Zones.IsTrusted(baseUrl))
        {
            yield return ("BaseUrl", "must be a zone such as https://webservices5.autotask.net/ATServicesRest/; leave it out to discover the zone");
        }

        if (settings.DiscoveryUrl is { } discoveryUrl && discoveryUrl.Host != Zones.DefaultDiscovery.Host && !Zones.IsTrusted(discoveryUrl))
        {
            yield return ("DiscoveryUrl", $"must be {Zones.DefaultDiscovery} or a zone; leave it out for the first");
        }

        if (settings.ServerTimeZone is not null)
        {
            yield return ("ServerTimeZone", "has no effect: days of Autotask are in no zone, and its instants are in UTC; leave it out");
        }

        if (settings is { BaseUrl: not null, DiscoveryUrl: not null })
        {
            yield return ("DiscoveryUrl", "has no effect beside BaseUrl; leave one of the two out");
        }
    }

    public override ITargetSystem Create(TargetSystemSettings settings, TargetSystemServices services) => new AutotaskTargetSystem(settings, services);
}

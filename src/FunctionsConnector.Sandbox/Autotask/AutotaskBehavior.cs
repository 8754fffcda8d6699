using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>
/// The switches of the simulated Autotask. Behaviour that differs between tenants or sources is a switch; the default is the most
/// common behaviour.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AutotaskBehavior
{
    /// <summary>Path of the zone that accepts calls. Every other prefix returns an empty 401 to authenticated calls.</summary>
    public string ZonePath { get; init; } = "/autotask/ATServicesRest/";

    /// <summary>The zone address that discovery returns; null for the true one.</summary>
    public string? AnnouncedZoneUrl { get; init; }

    /// <summary>Whether discovery returns a zone address with a trailing slash. Live zones do both.</summary>
    public bool ZoneUrlEndsWithSlash { get; init; } = true;

    /// <summary>Whether a wrong integration code gets an empty 401; otherwise a 500 with a message. Live tenants do both.</summary>
    public bool WrongIntegrationCodeIsUnauthorized { get; init; }

    /// <summary>Consecutive 401s after which the user is locked; 0 for never.</summary>
    public int LockAfter { get; init; } = 5;

    /// <summary>Whether <c>GET Version</c> exists; older zones do not have it.</summary>
    public bool HasVersion { get; init; } = true;

    /// <summary>Concurrent calls allowed per entity endpoint.</summary>
    public int ThreadLimit { get; init; } = 3;

    /// <summary>Status of a call over the thread limit; normally 429, but the text has been seen with others.</summary>
    public int ThreadLimitStatus { get; init; } = 429;

    /// <summary><c>Retry-After</c> of a call over the thread limit, in seconds; null to send none.</summary>
    public int? ThreadLimitRetryAfter { get; init; }

    /// <summary>Calls per rolling hour, for the whole database.</summary>
    public int HourlyLimit { get; init; } = 10_000;

    /// <summary>Whether calls over the hourly limit are refused. Off by default, so that benchmarks can run.</summary>
    public bool RefuseOverHourlyLimit { get; init; }

    /// <summary>Whether a text that is too long is cut; otherwise it is refused. Live tenants do both.</summary>
    public bool CutLongText { get; init; }

    /// <summary>Whether a ticket note's PATCH must carry <c>noteType</c> and <c>publish</c>; sources disagree.</summary>
    public bool NotesNeedTypeAndPublish { get; init; }

    /// <summary>How long reads still show a record as it was before its last change, as from a copy that lags behind.</summary>
    public TimeSpan ChangesShowAfter { get; init; }
}

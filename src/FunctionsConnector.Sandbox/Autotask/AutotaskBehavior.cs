using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>
/// The lasting switches of the simulated Autotask. Vendor behaviour that differs between tenants or sources is a switch;
/// the defaults are the most often seen.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AutotaskBehavior
{
    /// <summary>Path of the zone that accepts calls; at every other prefix authenticated calls get an empty 401.</summary>
    public string ZonePath { get; init; } = "/autotask/ATServicesRest/";

    /// <summary>What zone discovery answers instead of the zone's true address; null for the truth.</summary>
    public string? AnnouncedZoneUrl { get; init; }

    /// <summary>Whether discovery answers a zone address with a trailing slash; live zones do either.</summary>
    public bool ZoneUrlEndsWithSlash { get; init; } = true;

    /// <summary>Whether a wrong integration code is an empty 401; otherwise a 500 with a message. Both have been seen live.</summary>
    public bool WrongIntegrationCodeIsUnauthorized { get; init; }

    /// <summary>Consecutive 401s after which the user is locked; 0 for never.</summary>
    public int LockAfter { get; init; } = 5;

    /// <summary>Whether <c>GET Version</c> exists; older zones do not have it.</summary>
    public bool HasVersion { get; init; } = true;

    /// <summary>Concurrent calls allowed per entity endpoint.</summary>
    public int ThreadLimit { get; init; } = 3;

    /// <summary>Status of a call over the thread limit; 429 normally, though the text has been seen under others.</summary>
    public int ThreadLimitStatus { get; init; } = 429;

    /// <summary><c>Retry-After</c> of a call over the thread limit, in seconds; null to send none.</summary>
    public int? ThreadLimitRetryAfter { get; init; }

    /// <summary>Calls per rolling hour, for the whole database.</summary>
    public int HourlyLimit { get; init; } = 10_000;

    /// <summary>Whether calls over the hourly limit are refused. Off by default, so that benchmarks can run.</summary>
    public bool RefuseOverHourlyLimit { get; init; }

    /// <summary>Whether an over-long text is cut silently; otherwise it is refused. Both have been seen live.</summary>
    public bool CutLongText { get; init; }

    /// <summary>Whether a ticket note's PATCH must carry <c>noteType</c> and <c>publish</c>; sources disagree.</summary>
    public bool NotesNeedTypeAndPublish { get; init; }

    /// <summary>How long reads still show a record as it was before its last change, as from a copy that lags behind.</summary>
    public TimeSpan ChangesShowAfter { get; init; }
}

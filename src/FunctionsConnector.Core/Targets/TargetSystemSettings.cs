using System.Collections.Frozen;

namespace FunctionsConnector.Core.Targets;

/// <summary>The settings <c>Systems:&lt;name&gt;:…</c> of one target system.</summary>
/// <param name="Name">The name in routes and messages.</param>
/// <param name="Kind">The vendor, by the name of its <see cref="TargetSystemKind"/>.</param>
public sealed record TargetSystemSettings(string Name, string Kind)
{
    /// <summary>The label that people see.</summary>
    public string DisplayName { get; init; } = Name;

    public Uri? BaseUrl { get; init; }

    /// <summary>The URL that returns the tenant's zone, for a vendor with zones.</summary>
    public Uri? DiscoveryUrl { get; init; }

    /// <summary>Names of secrets by their role (<c>UserName</c>, <c>Secret</c> …), never the secrets themselves. Keys match in any case.</summary>
    public FrozenDictionary<string, string> Secrets { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>If not empty, only these record types are offered.</summary>
    public IReadOnlyList<string> RecordTypes { get; init; } = [];

    /// <summary>Calls at a time; null for the vendor's own limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Calls per minute; null for the vendor's own limit. A read-back is charged with its PATCH: see <see cref="ITargetSystem.ReadAsync"/>.</summary>
    public int? CallsPerMinute { get; init; }

    /// <summary>The zone of dates and times that a caller gives without an offset.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The zone of the vendor's server, for a vendor that refers days to it; null for <see cref="TimeZone"/>.</summary>
    public TimeZoneInfo? ServerTimeZone { get; init; }

    /// <summary>Settings of one kind only, by name in any case.</summary>
    public FrozenDictionary<string, string> Others { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether <see cref="RecordTypes"/> allows this record type.</summary>
    public bool Offers(string recordType) =>
        RecordTypes.Count == 0 || RecordTypes.Contains(recordType, StringComparer.OrdinalIgnoreCase);
}

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>The zones of a run, and how TeamDynamix shows instants.</summary>
/// <param name="OfSystem">The setting <c>TimeZone</c>.</param>
/// <param name="OfServer">The zone of the TeamDynamix server.</param>
/// <param name="HidesOffsets">Whether it shows instants without an offset.</param>
internal sealed record RandomZones(TimeZoneInfo OfSystem, TimeZoneInfo OfServer, bool HidesOffsets)
{
    private static readonly string[] Ids = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Sydney", "Pacific/Apia"];

    public static RandomZones Utc { get; } = new(TimeZoneInfo.Utc, TimeZoneInfo.Utc, HidesOffsets: false);

    public static RandomZones Next() => new(Any(), Any(), Random.Shared.Next(2) == 0);

    /// <summary>The settings of both systems.</summary>
    public void Set(Dictionary<string, string?> settings)
    {
        settings["Systems:autotask:TimeZone"] = OfSystem.Id;
        settings["Systems:teamdynamix:TimeZone"] = OfSystem.Id;
        settings["Systems:teamdynamix:ServerTimeZone"] = OfServer.Id;
    }

    /// <summary>The day of an instant in the zone of the system.</summary>
    public string DayOf(string instant) => TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), OfSystem).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The midnight at the start of a day, as TeamDynamix shows it.</summary>
    public string Midnight(string day)
    {
        var midnight = DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return HidesOffsets
            ? midnight.ToString("s", CultureInfo.InvariantCulture)
            : new DateTimeOffset(midnight, OfServer.GetUtcOffset(midnight)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    public override string ToString() => $"Zone {OfSystem.Id}, server {OfServer.Id}, {(HidesOffsets ? "without" : "with")} offsets";

    private static TimeZoneInfo Any() => TimeZoneInfo.FindSystemTimeZoneById(Ids[Random.Shared.Next(Ids.Length)]);
}

using System.Globalization;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>All records at the start; every id and value is fixed.</summary>
internal static class SeededEntities
{
    public const int Companies = 30;

    public static IReadOnlyList<SeededEntity> All { get; } =
    [
        Entities.Companies.Seeded,
        Contacts.Seeded,
        Tickets.Seeded,
        TicketNotes.Seeded,
        Tasks.Seeded,
        Contracts.Seeded,
        Projects.Seeded,
        ConfigurationItems.Seeded,
        TimeEntries.Seeded,
    ];

    /// <summary>A past date-time in the format of the API, a different one for each id.</summary>
    public static string Instant(long id, int days = 0) => new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc)
        .AddHours(id).AddDays(days).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A past day in the format of the API: midnight UTC.</summary>
    public static string Day(long id, int days = 0) => $"{Instant(id, days)[..10]}T00:00:00Z";

    /// <summary>Maps ids to the numbers from 1 to <paramref name="count"/>, cyclically.</summary>
    public static long Round(long id, int count) => ((id - 1) % count) + 1;
}

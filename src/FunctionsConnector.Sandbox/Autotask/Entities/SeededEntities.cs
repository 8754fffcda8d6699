using System.Globalization;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Everything the sandbox starts with; every id and value is fixed.</summary>
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
        Projects.Seeded,
        ConfigurationItems.Seeded,
        TimeEntries.Seeded,
    ];

    /// <summary>A moment in the past, another one for each id, as the API writes it.</summary>
    public static string Moment(long id, int days = 0) => new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc)
        .AddHours(id).AddDays(days).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The number from 1 to <paramref name="count"/> that belongs to an id, going round.</summary>
    public static long Round(long id, int count) => ((id - 1) % count) + 1;
}

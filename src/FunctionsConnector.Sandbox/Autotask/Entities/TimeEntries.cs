using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Time entries: the first thirty for tickets, the others for tasks. They have no user-defined fields here.</summary>
internal static class TimeEntries
{
    private const int ForTickets = 30;

    public static SeededEntity Seeded { get; } = new(new("TimeEntries", "TimeEntry", Standard, []), 40, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Reference("billingCodeID", "BillingCode"),
        Reference("contractID", "Contract"),
        Instant("createDateTime").ReadOnly(),
        Reference("creatorUserID", "Resource").ReadOnly(),
        Day("dateWorked").Required(),
        Instant("endDateTime"),
        Decimal("hoursToBill").ReadOnly(),
        // A PATCH returns 200 and ignores it unless the start and end times are in the same body.
        Decimal("hoursWorked"),
        Reference("internalBillingCodeID", "BillingCode"),
        Text("internalNotes", 8000),
        Flag("isNonBillable"),
        Instant("lastModifiedDateTime").Stamp(),
        Decimal("offsetHours"),
        Reference("resourceID", "Resource").Required(),
        Reference("roleID", "Role"),
        Flag("showOnInvoice"),
        Instant("startDateTime"),
        Text("summaryNotes", 8000),
        Reference("taskID", "Task"),
        // Metadata calls it writable; live tenants return 200 and ignore it.
        Reference("ticketID", "Ticket").Ignored(),
        Choice("timeEntryType", [new("2", "Ticket"), new("6", "Task"), new("10", "Internal")]).ReadOnly(),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["ticketID"] = id <= ForTickets ? id : null,
        ["taskID"] = id <= ForTickets ? null : id,
        ["timeEntryType"] = id <= ForTickets ? 2L : 6L,
        ["resourceID"] = 1L,
        ["roleID"] = 1L,
        ["dateWorked"] = SeededEntities.Day(0, (int)(id % 20)),
        ["startDateTime"] = SeededEntities.Instant(id),
        ["endDateTime"] = SeededEntities.Instant(id + 2),
        ["hoursWorked"] = 2m,
        ["hoursToBill"] = 2m,
        ["isNonBillable"] = false,
        ["showOnInvoice"] = true,
        ["summaryNotes"] = $"Work item {id}",
        ["createDateTime"] = SeededEntities.Instant(id),
        ["creatorUserID"] = 1L,
        ["lastModifiedDateTime"] = SeededEntities.Instant(id, 1),
    };
}

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
        Moment("createDateTime").ReadOnly(),
        Reference("creatorUserID", "Resource").ReadOnly(),
        Moment("dateWorked").Required(),
        Moment("endDateTime"),
        Decimal("hoursToBill").ReadOnly(),
        // Accepted with a 200 and ignored unless the start and end times come along.
        Decimal("hoursWorked"),
        Reference("internalBillingCodeID", "BillingCode"),
        Text("internalNotes", 8000),
        Flag("isNonBillable"),
        Moment("lastModifiedDateTime").Stamp(),
        Decimal("offsetHours"),
        Reference("resourceID", "Resource").Required(),
        Reference("roleID", "Role"),
        Flag("showOnInvoice"),
        Moment("startDateTime"),
        Text("summaryNotes", 8000),
        Reference("taskID", "Task"),
        // Metadata calls it writable, and live tenants accept it with a 200 and do nothing.
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
        ["dateWorked"] = SeededEntities.Moment(0, (int)(id % 20)),
        ["startDateTime"] = SeededEntities.Moment(id),
        ["endDateTime"] = SeededEntities.Moment(id + 2),
        ["hoursWorked"] = 2m,
        ["hoursToBill"] = 2m,
        ["isNonBillable"] = false,
        ["showOnInvoice"] = true,
        ["summaryNotes"] = $"Work item {id}",
        ["createDateTime"] = SeededEntities.Moment(id),
        ["creatorUserID"] = 1L,
        ["lastModifiedDateTime"] = SeededEntities.Moment(id, 1),
    };
}

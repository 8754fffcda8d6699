using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Notes of tickets; they have no user-defined fields.</summary>
internal static class TicketNotes
{
    public static SeededEntity Seeded { get; } = new(
        new("TicketNotes", "TicketNote", Standard, []) { Parent = new("Tickets", "Notes", "ticketID") }, 60, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Instant("createDateTime").ReadOnly(),
        // Metadata calls it writable; live tenants return 200 and ignore it.
        Reference("createdByContactID", "Contact").Ignored(),
        Reference("creatorResourceID", "Resource").ReadOnly(),
        Text("description", 32000).Required(),
        Instant("lastActivityDate").Stamp(),
        Choice("noteType",
        [
            new("1", "Task Summary"),
            new("2", "Task Detail"),
            new("3", "Task Notes"),
            new("13", "Workflow Rule Note"),
        ]).Required(),
        Numbered("publish", "All Autotask Users", "Internal Project Team").Required(),
        Reference("ticketID", "Ticket").Required().ReadOnly(),
        Text("title", 250).Required(),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["ticketID"] = SeededEntities.Round(id, 50),
        ["title"] = $"Sandbox note {id}",
        ["description"] = $"What happened, part {id}.",
        ["noteType"] = 1L,
        ["publish"] = 2L,
        ["creatorResourceID"] = 1L,
        ["createDateTime"] = SeededEntities.Instant(id),
        ["lastActivityDate"] = SeededEntities.Instant(id, 1),
    };
}

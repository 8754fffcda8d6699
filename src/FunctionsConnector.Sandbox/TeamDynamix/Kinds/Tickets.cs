using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Tickets of two applications. One of them is converted to a task.</summary>
internal static class Tickets
{
    public const int First = 1001;
    public const int Count = 50;
    public const int FirstOfOtherApp = 1041;
    public const int ConvertedToTask = 1040;

    public static ItemKind Kind { get; } = new("tickets", "ticket", TicketFields.All)
    {
        Segment = "tickets",
        TypeName = "Ticket",
        ComponentId = SeededAttributes.Ticket,
        AppClass = "TDTickets",
        Lookups = new Dictionary<string, Lookup>(StringComparer.OrdinalIgnoreCase)
        {
            ["statuses"] = TicketLookups.Statuses,
            ["types"] = TicketLookups.Types,
            ["priorities"] = TicketLookups.Priorities,
            ["urgencies"] = TicketLookups.Urgencies,
            ["impacts"] = TicketLookups.Impacts,
            ["sources"] = TicketLookups.Sources,
            ["forms"] = TicketLookups.Forms,
        },
    };

    public static SeededKind Seeded { get; } = new(Kind, First, Count, Values);

    private static Dictionary<string, object?> Values(long id)
    {
        var isOther = id is >= FirstOfOtherApp and < First + Count;
        var isTask = id == ConvertedToTask;
        return new()
        {
            ["AppID"] = isOther ? (long)Applications.OtherTickets : Applications.Tickets,
            ["Title"] = $"Sandbox ticket {id}",
            ["Description"] = $"Something is the matter, case {id}.",
            ["StatusID"] = isOther ? 21L : 11L,
            ["TypeID"] = isOther ? 65L : 61L,
            ["FormID"] = isOther ? 205L : 201L,
            ["PriorityID"] = 72L,
            ["UrgencyID"] = 82L,
            ["ImpactID"] = 91L,
            ["SourceID"] = 102L,
            ["AccountID"] = 47L,
            ["RequestorUid"] = TeamDynamixPeople.Requestor,
            ["ResponsibleGroupID"] = 9L,
            ["Classification"] = 46L,
            ["CreatedDate"] = SeededKind.Instant(id),
            ["CreatedUid"] = TeamDynamixPeople.Requestor,
            ["ModifiedDate"] = SeededKind.Instant(id, 1),
            ["ModifiedUid"] = TeamDynamixPeople.Technician,
            ["IsConvertedToTask"] = isTask,
            ["ConvertedToTaskDate"] = isTask ? SeededKind.Instant(id, 1) : null,
            ["TaskProjectID"] = isTask ? 4001L : null,
            ["attributes/9001"] = "90011",
            ["attributes/9002"] = "90021,90022",
            ["attributes/9003"] = $"PO-{id}",
            ["attributes/9009"] = "90091",
        };
    }
}

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Tickets, the entity most often updated.</summary>
internal static class Tickets
{
    private static readonly long[] StatusCycle = [1, 8, 7, 5, 1];

    private static readonly long[] PriorityCycle = [1, 2, 4];

    public static SeededEntity Seeded { get; } = new(
        new("Tickets", "Ticket", [.. TicketFields.Writable, .. TicketFields.Maintained], TicketFields.UserDefined),
        50,
        Values);

    private static Dictionary<string, object?> Values(long id)
    {
        var company = SeededEntities.Round(id, 25);
        var status = StatusCycle[(id - 1) % StatusCycle.Length];
        return new()
        {
            ["title"] = $"Sandbox ticket {id}",
            ["description"] = $"Something at company {company} does not work.",
            ["ticketNumber"] = $"T20260105.{id:D4}",
            ["companyID"] = company,
            ["companyLocationID"] = company,
            ["contactID"] = company,
            ["status"] = status,
            ["priority"] = PriorityCycle[id % PriorityCycle.Length],
            ["queueID"] = 29682833L,
            ["source"] = 2L,
            ["ticketCategory"] = 3L,
            ["ticketType"] = 1L,
            ["issueType"] = 4L,
            ["subIssueType"] = 41L,
            ["dueDateTime"] = SeededEntities.Instant(id, 14),
            ["createDate"] = SeededEntities.Instant(id),
            ["creatorResourceID"] = 1L,
            ["creatorType"] = 1L,
            ["completedDate"] = status == 5 ? SeededEntities.Instant(id, 3) : null,
            ["lastActivityDate"] = SeededEntities.Instant(id, 1),
            ["lastTrackedModificationDateTime"] = SeededEntities.Instant(id, 1),
            ["estimatedHours"] = 1.5m,
            ["isVisibleToComanaged"] = true,
            ["isAssignedToComanaged"] = false,
            ["CustomerRanking"] = id % 2 == 0 ? "Silver" : "Quote Needed",
            ["Contact overview"] = $"Called {id % 4} times.",
            ["Legacy ticket key"] = $"OLD-{id}",
        };
    }
}

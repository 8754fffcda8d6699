using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Tasks of projects, two for each.</summary>
internal static class Tasks
{
    public const int Count = 2 * Projects.Count;

    public static SeededEntity Seeded { get; } = new(
        new("Tasks", "Task", Standard, UserDefined) { Parent = new("Projects", "Tasks", "projectID") }, Count, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Reference("assignedResourceID", "Resource"),
        Reference("assignedResourceRoleID", "Role"),
        Reference("billingCodeID", "BillingCode"),
        Instant("completedDateTime").ReadOnly(),
        Instant("createDateTime").ReadOnly(),
        Reference("creatorResourceID", "Resource").ReadOnly(),
        Reference("departmentID", "Department"),
        Text("description", 8000),
        Instant("endDateTime"),
        Decimal("estimatedHours"),
        Text("externalID", 50),
        Decimal("hoursToBeScheduled"),
        Flag("isTaskBillable"),
        Flag("isVisibleInClientPortal"),
        Instant("lastActivityDateTime").Stamp(),
        Reference("phaseID", "Phase"),
        Integer("priority"),
        Choice("priorityLabel", [new("1", "High"), new("2", "Medium"), new("4", "Critical")]),
        Reference("projectID", "Project").Required(),
        Text("purchaseOrderNumber", 50),
        Instant("startDateTime"),
        Choice("status",
        [
            new ChoiceDefinition("1", "New").BuiltIn(),
            new ChoiceDefinition("5", "Complete").BuiltIn(),
            new("8", "In Progress"),
        ]).Required(),
        Text("taskNumber", 50).ReadOnly(),
        Numbered("taskType", "Fixed Work", "Fixed Duration").Required(),
        Text("title", 255).Required(),
    ];

    private static IReadOnlyList<FieldDefinition> UserDefined =>
    [
        Text("Acceptance", 500),
        Instant("Review date"),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["projectID"] = SeededEntities.Round(id, Projects.Count),
        ["title"] = $"Sandbox task {id}",
        ["taskNumber"] = $"T20260105.{id + 5000}",
        ["status"] = id % 3 == 0 ? 8L : 1L,
        ["taskType"] = 1L,
        ["departmentID"] = 1L,
        ["priority"] = 0L,
        ["estimatedHours"] = 4m,
        ["isTaskBillable"] = true,
        ["isVisibleInClientPortal"] = false,
        ["startDateTime"] = SeededEntities.Instant(id, 7),
        ["endDateTime"] = SeededEntities.Instant(id, 21),
        ["createDateTime"] = SeededEntities.Instant(id),
        ["creatorResourceID"] = 1L,
        ["lastActivityDateTime"] = SeededEntities.Instant(id, 1),
    };
}

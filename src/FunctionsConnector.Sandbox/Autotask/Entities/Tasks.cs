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
        Moment("completedDateTime").ReadOnly(),
        Moment("createDateTime").ReadOnly(),
        Reference("creatorResourceID", "Resource").ReadOnly(),
        Reference("departmentID", "Department"),
        Text("description", 8000),
        Moment("endDateTime"),
        Decimal("estimatedHours"),
        Text("externalID", 50),
        Decimal("hoursToBeScheduled"),
        Flag("isTaskBillable"),
        Flag("isVisibleInClientPortal"),
        Moment("lastActivityDateTime").Stamp(),
        Reference("phaseID", "Phase"),
        Integer("priority"),
        Choice("priorityLabel", [new("1", "High"), new("2", "Medium"), new("4", "Critical")]),
        Reference("projectID", "Project").Required(),
        Text("purchaseOrderNumber", 50),
        Moment("startDateTime"),
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
        Moment("Review date"),
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
        ["startDateTime"] = SeededEntities.Moment(id, 7),
        ["endDateTime"] = SeededEntities.Moment(id, 21),
        ["createDateTime"] = SeededEntities.Moment(id),
        ["creatorResourceID"] = 1L,
        ["lastActivityDateTime"] = SeededEntities.Moment(id, 1),
    };
}

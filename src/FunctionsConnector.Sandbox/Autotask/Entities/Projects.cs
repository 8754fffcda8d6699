using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Projects. The API accepts a new status and ignores it.</summary>
internal static class Projects
{
    public const int Count = 24;

    public static SeededEntity Seeded { get; } = new(new("Projects", "Project", Standard, UserDefined), Count, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Double("actualHours").ReadOnly(),
        Reference("companyID", "Company").Required(),
        Instant("completedDateTime"),
        // Read-only, but a PATCH returns 200.
        Integer("completedPercentage").ReadOnly(),
        Reference("contractID", "Contract"),
        Instant("createDateTime").ReadOnly(),
        Reference("creatorResourceID", "Resource").ReadOnly(),
        Reference("department", "Department"),
        Text("description", 2000),
        Day("endDateTime").Required(),
        Double("estimatedTime").ReadOnly(),
        Text("extProjectNumber", 50),
        Instant("lastActivityDateTime").Stamp(),
        Reference("projectLeadResourceID", "Resource"),
        Text("projectName", 100).Required(),
        Text("projectNumber", 50).ReadOnly(),
        Choice("projectType", [new("3", "Proposal"), new("4", "Template"), new("5", "Client"), new("8", "Baseline")]).Required(),
        Text("purchaseOrderNumber", 50),
        Day("startDateTime").Required(),
        // Not read-only in metadata; live tenants return 200 and ignore it.
        Choice("status",
        [
            new ChoiceDefinition("0", "Inactive").BuiltIn(),
            new("1", "New"),
            new("2", "In Progress"),
            new ChoiceDefinition("5", "Complete").BuiltIn(),
        ]).Required().Ignored(),
        Text("statusDetail", 2000),
    ];

    private static IReadOnlyList<FieldDefinition> UserDefined =>
    [
        Text("Steering group", 255),
        List("Risk", new("low", "Low"), new("high", "High")),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["projectName"] = $"Sandbox project {id}",
        ["projectNumber"] = $"P20260105.{id:D4}",
        ["projectType"] = 5L,
        ["companyID"] = id,
        ["status"] = id % 2 == 0 ? 2L : 1L,
        ["completedPercentage"] = 10L,
        ["startDateTime"] = SeededEntities.Day(id),
        ["endDateTime"] = SeededEntities.Day(id, 90),
        ["createDateTime"] = SeededEntities.Instant(id, -7),
        ["creatorResourceID"] = 1L,
        ["lastActivityDateTime"] = SeededEntities.Instant(id, 1),
        ["actualHours"] = 0m,
        ["Risk"] = "low",
    };
}

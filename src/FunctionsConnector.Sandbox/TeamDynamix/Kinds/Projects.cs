using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Projects. A user may patch a project only as its manager. The service account manages all except one.</summary>
internal static class Projects
{
    public const string Manager = "ProjectManagerUID";
    public const int ManagedByAnother = 4020;

    public static ItemKind Kind { get; } = new("projects", "project", Standard)
    {
        Segment = "projects",
        TypeName = "Project",
        ComponentId = SeededAttributes.Project,
    };

    public static SeededKind Seeded { get; } = new(Kind, 4001, 20, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Number("ID").ReadOnly(),
        Text("Name").Required(),
        Text("Description"),
        Text("Requirements"),
        Reference("AccountID", CommonLookups.Accounts),
        Name("AccountName", "AccountID", CommonLookups.Accounts),
        Reference("TypeID", CommonLookups.ProjectTypes),
        Name("TypeName", "TypeID", CommonLookups.ProjectTypes),
        Number("ClassificationID"),
        Text("ClassificationName").ReadOnly(),
        Reference("PriorityID", TicketLookups.Priorities),
        Name("PriorityName", "PriorityID", TicketLookups.Priorities),
        Reference("StatusID", CommonLookups.ProjectStatuses),
        Name("StatusName", "StatusID", CommonLookups.ProjectStatuses),
        Text("StatusComments"),
        Day("StartDate").EmptyAs(EmptyInstantWithoutZone),
        Day("EndDate").EmptyAs(EmptyInstantWithoutZone),
        Amount("EstimatedHours"),
        Amount("ActualHours").ReadOnly(),
        Amount("PercentComplete").ReadOnly(),
        Amount("Budget"),
        Person(Manager).ReadOnly(),
        FullName("ProjectManagerFullName", Manager),
        Person("SponsorUID"),
        FullName("SponsorName", "SponsorUID"),
        OfPerson("SponsorEmail", "SponsorUID", person => person.Email),
        Reference("PortfolioID", CommonLookups.Portfolios),
        Name("PortfolioName", "PortfolioID", CommonLookups.Portfolios),
        Flag("IsActive"),
        Instant("CreatedDate").ReadOnly(),
        Person("CreatedUID").ReadOnly(),
        FullName("CreatedFullName", "CreatedUID"),
        Instant("ModifiedDate").Stamp(),
        Person("ModifiedUID").Stamp(),
        FullName("ModifiedFullName", "ModifiedUID"),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["Name"] = $"Sandbox project {id}",
        ["Description"] = "Make the sandbox better.",
        ["AccountID"] = 48L,
        ["TypeID"] = 701L,
        ["PriorityID"] = 72L,
        ["StatusID"] = 712L,
        ["StartDate"] = SeededKind.Instant(id),
        ["EndDate"] = SeededKind.Instant(id, 90),
        ["EstimatedHours"] = 120m,
        [Manager] = id == ManagedByAnother ? TeamDynamixPeople.OtherTechnician : TeamDynamixPeople.ServiceAccount,
        ["SponsorUID"] = TeamDynamixPeople.Requestor,
        ["IsActive"] = true,
        ["CreatedDate"] = SeededKind.Instant(id),
        ["CreatedUID"] = TeamDynamixPeople.Technician,
        ["ModifiedDate"] = SeededKind.Instant(id, 1),
        ["ModifiedUID"] = TeamDynamixPeople.Technician,
        ["attributes/1001"] = "10011",
    };
}

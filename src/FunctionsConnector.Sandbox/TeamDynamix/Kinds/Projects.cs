using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Projects, which a user may patch only as their manager. The service account manages all but one.</summary>
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
        Number("ID").Kept(),
        Text("Name").Required(),
        Text("Description"),
        Text("Requirements"),
        Reference("AccountID", CommonLookups.Accounts),
        Name("AccountName", "AccountID", CommonLookups.Accounts),
        Reference("TypeID", CommonLookups.ProjectTypes),
        Name("TypeName", "TypeID", CommonLookups.ProjectTypes),
        Number("ClassificationID"),
        Text("ClassificationName").Kept(),
        Reference("PriorityID", TicketLookups.Priorities),
        Name("PriorityName", "PriorityID", TicketLookups.Priorities),
        Reference("StatusID", CommonLookups.ProjectStatuses),
        Name("StatusName", "StatusID", CommonLookups.ProjectStatuses),
        Text("StatusComments"),
        Moment("StartDate").EmptyAs(NoMomentBare),
        Moment("EndDate").EmptyAs(NoMomentBare),
        Amount("EstimatedHours"),
        Amount("ActualHours").Kept(),
        Amount("PercentComplete").Kept(),
        Amount("Budget"),
        Person(Manager).Kept(),
        FullName("ProjectManagerFullName", Manager),
        Person("SponsorUID"),
        FullName("SponsorName", "SponsorUID"),
        OfPerson("SponsorEmail", "SponsorUID", person => person.Email),
        Reference("PortfolioID", CommonLookups.Portfolios),
        Name("PortfolioName", "PortfolioID", CommonLookups.Portfolios),
        Flag("IsActive"),
        Moment("CreatedDate").Kept(),
        Person("CreatedUID").Kept(),
        FullName("CreatedFullName", "CreatedUID"),
        Moment("ModifiedDate").Stamp(),
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
        ["StartDate"] = SeededKind.Moment(id),
        ["EndDate"] = SeededKind.Moment(id, 90),
        ["EstimatedHours"] = 120m,
        [Manager] = id == ManagedByAnother ? TeamDynamixPeople.OtherTechnician : TeamDynamixPeople.ServiceAccount,
        ["SponsorUID"] = TeamDynamixPeople.Requestor,
        ["IsActive"] = true,
        ["CreatedDate"] = SeededKind.Moment(id),
        ["CreatedUID"] = TeamDynamixPeople.Technician,
        ["ModifiedDate"] = SeededKind.Moment(id, 1),
        ["ModifiedUID"] = TeamDynamixPeople.Technician,
        ["attributes/1001"] = "10011",
    };
}

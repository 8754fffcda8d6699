using static FunctionsConnector.Core.Targets.TeamDynamix.Fields.StandardField;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// The standard fields of a project (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Projects.Project).
/// </summary>
internal static class ProjectFields
{
    public static readonly IReadOnlyList<StandardField> All =
    [
        Text("Name") with { IsRequired = true },
        Text("Description"),
        Text("Requirements"),
        Reference("AccountID"),
        Reference("TypeID"),
        Reference("ClassificationID"),
        Reference("PriorityID"),
        Reference("StatusID"),
        Text("StatusComments"),
        Moment("StartDate"),
        Moment("EndDate"),
        Amount("EstimatedHours"),
        Amount("Budget"),
        Person("SponsorUID"),
        Reference("PortfolioID"),
        Flag("IsActive"),

        Kept(Number("ID")),
        Twin("AccountName", "AccountID"),
        Twin("TypeName", "TypeID"),
        Twin("ClassificationName", "ClassificationID"),
        Twin("PriorityName", "PriorityID"),
        Twin("StatusName", "StatusID"),
        Twin("SponsorName", "SponsorUID"),
        Twin("SponsorEmail", "SponsorUID"),
        Twin("PortfolioName", "PortfolioID"),
        Kept(Amount("ActualHours")),
        Kept(Amount("PercentComplete")),
        Kept(Moment("CreatedDate")),
        Kept(Person("CreatedUID") with { Label = "Created By" }),
        Twin("CreatedFullName", "CreatedUID"),
        Kept(Moment("ModifiedDate")),
        Kept(Person("ModifiedUID") with { Label = "Modified By" }),
        Twin("ModifiedFullName", "ModifiedUID"),
    ];
}

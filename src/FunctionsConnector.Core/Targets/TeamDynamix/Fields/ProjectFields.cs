using FunctionsConnector.Core.Targets.TeamDynamix.References;
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
        Html("Description"),
        Text("Requirements"),
        Reference("AccountID", ReferenceKind.Account),
        Reference("TypeID"),
        Reference("ClassificationID"),
        Reference("PriorityID"),
        Reference("StatusID"),
        Text("StatusComments"),
        // Derived: the user interface takes no time.
        Day("StartDate"),
        Day("EndDate"),
        Amount("EstimatedHours"),
        Amount("Budget"),
        Person("SponsorUID"),
        Reference("PortfolioID"),
        Flag("IsActive"),

        ReadOnly(Number("ID")),
        Derived("AccountName", "AccountID"),
        Derived("TypeName", "TypeID"),
        Derived("ClassificationName", "ClassificationID"),
        Derived("PriorityName", "PriorityID"),
        Derived("StatusName", "StatusID"),
        Derived("SponsorName", "SponsorUID"),
        Derived("SponsorEmail", "SponsorUID"),
        Derived("PortfolioName", "PortfolioID"),
        ReadOnly(Amount("ActualHours")),
        ReadOnly(Amount("PercentComplete")),
        .. Stamp("Created", uid: "UID"),
        .. Stamp("Modified", uid: "UID"),
    ];
}

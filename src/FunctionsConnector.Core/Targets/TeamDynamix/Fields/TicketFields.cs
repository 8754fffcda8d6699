using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.TeamDynamix.References;
using static FunctionsConnector.Core.Targets.TeamDynamix.Fields.StandardField;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// The standard fields of a ticket (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Tickets.Ticket). The title
/// holds at most 300 characters; status, priority and requestor are required on every edit.
/// </summary>
internal static class TicketFields
{
    public const string Status = "StatusID";
    public const string GoesOffHold = "GoesOffHoldDate";
    public const string IsConvertedToTask = "IsConvertedToTask";
    public const string Responsible = "ResponsibleUid";
    public const string ResponsibleGroup = "ResponsibleGroupID";

    /// <summary>The fields that cannot be edited after a ticket became a project task (remarks on the type's members).</summary>
    public static readonly IReadOnlyList<string> FixedInTasks =
        [Status, "StartDate", "EndDate", "EstimatedMinutes", Responsible, ResponsibleGroup];

    public static readonly IReadOnlyList<StandardField> All =
    [
        Text("Title") with { IsRequired = true, MaxLength = 300 },
        Html("Description") with { MarkupSwitch = "IsRichHtml" },
        Flag("IsRichHtml"),
        Reference("TypeID") with { ChoicesFrom = "tickets/types?isActive=true" },
        Reference("FormID") with { ChoicesFrom = "tickets/forms" },
        Reference("AccountID", ReferenceKind.Account),
        Reference("SourceID") with { ChoicesFrom = "tickets/sources" },
        Reference(Status) with { ChoicesFrom = "tickets/statuses", IsRequired = true },
        Reference("ImpactID") with { ChoicesFrom = "tickets/impacts" },
        Reference("UrgencyID") with { ChoicesFrom = "tickets/urgencies" },
        Reference("PriorityID") with { ChoicesFrom = "tickets/priorities", IsRequired = true },
        DateTime(GoesOffHold),
        Person("RequestorUid") with { IsRequired = true },
        Number("EstimatedMinutes"),
        // Not documented: forms show them as dates or with a time.
        DayOrTime("StartDate"),
        DayOrTime("EndDate"),
        Person(Responsible),
        Reference(ResponsibleGroup, ReferenceKind.Group),
        Amount("TimeBudget"),
        Amount("ExpensesBudget"),
        Reference("LocationID", ReferenceKind.Location),
        Reference("LocationRoomID", ReferenceKind.Room),
        Reference("ServiceID"),
        Reference("ArticleID"),

        ReadOnly(Number("ID")),
        ReadOnly(Reference("AppID")),
        ReadOnly(Reference("ParentID")),
        Derived("ParentTitle", "ParentID"),
        Derived("ParentClass", "ParentID", FieldType.Integer),
        Derived("TypeName", "TypeID"),
        Derived("TypeCategoryID", "TypeID", FieldType.Integer),
        Derived("TypeCategoryName", "TypeID"),
        ReadOnly(Number("Classification"), "Classification cannot be changed by an update: TeamDynamix sets it when the ticket is created."),
        Derived("ClassificationName", "Classification"),
        Derived("FormName", "FormID"),
        ReadOnly(Text("Uri")),
        Derived("AccountName", "AccountID"),
        Derived("SourceName", "SourceID"),
        Derived("StatusName", Status),
        Derived("StatusClass", Status, FieldType.Integer),
        Derived("ImpactName", "ImpactID"),
        Derived("UrgencyName", "UrgencyID"),
        Derived("PriorityName", "PriorityID"),
        Derived("PriorityOrder", "PriorityID", FieldType.Decimal),
        ReadOnly(Reference("SlaID") with { Label = "SLA" }),
        Derived("SlaName", "SlaID") with { Label = "SLA Name" },
        ReadOnly(Flag("IsSlaViolated")),
        ReadOnly(Flag("IsSlaRespondByViolated")),
        ReadOnly(Flag("IsSlaResolveByViolated")),
        ReadOnly(DateTime("RespondByDate")),
        ReadOnly(DateTime("ResolveByDate")),
        ReadOnly(DateTime("SlaBeginDate")),
        Derived("IsOnHold", Status, FieldType.Boolean),
        ReadOnly(DateTime("PlacedOnHoldDate")),
        .. Stamp("Created"),
        Derived("CreatedEmail", "CreatedUid"),
        .. Stamp("Modified"),
        Derived("RequestorName", "RequestorUid"),
        Derived("RequestorFirstName", "RequestorUid"),
        Derived("RequestorLastName", "RequestorUid"),
        Derived("RequestorEmail", "RequestorUid"),
        Derived("RequestorPhone", "RequestorUid"),
        ReadOnly(Number("ActualMinutes")),
        ReadOnly(Number("DaysOld")),
        Derived("ResponsibleFullName", Responsible),
        Derived("ResponsibleEmail", Responsible),
        Derived("ResponsibleGroupName", ResponsibleGroup),
        .. Stamp("Responded"),
        .. Stamp("Completed"),
        ReadOnly(Person("ReviewerUid")),
        Derived("ReviewerFullName", "ReviewerUid"),
        Derived("ReviewerEmail", "ReviewerUid"),
        ReadOnly(Reference("ReviewingGroupID")),
        Derived("ReviewingGroupName", "ReviewingGroupID"),
        ReadOnly(Amount("TimeBudgetUsed")),
        ReadOnly(Amount("ExpensesBudgetUsed")),
        ReadOnly(Flag(IsConvertedToTask)),
        .. Stamp("ConvertedToTask"),
        ReadOnly(Reference("TaskProjectID")),
        Derived("TaskProjectName", "TaskProjectID"),
        ReadOnly(Reference("TaskPlanID")),
        Derived("TaskPlanName", "TaskPlanID"),
        ReadOnly(Reference("TaskID")),
        Derived("TaskTitle", "TaskID"),
        Derived("TaskStartDate", "TaskID", FieldType.DateTime),
        Derived("TaskEndDate", "TaskID", FieldType.DateTime),
        Derived("TaskPercentComplete", "TaskID", FieldType.Integer),
        Derived("LocationName", "LocationID"),
        Derived("LocationRoomName", "LocationRoomID"),
        ReadOnly(Text("RefCode")),
        Derived("ServiceName", "ServiceID"),
        ReadOnly(Reference("ServiceOfferingID")),
        Derived("ServiceOfferingName", "ServiceOfferingID"),
        Derived("ServiceCategoryID", "ServiceID", FieldType.Integer),
        Derived("ServiceCategoryName", "ServiceID"),
        Derived("ArticleSubject", "ArticleID"),
        Derived("ArticleStatus", "ArticleID", FieldType.Integer),
        Derived("ArticleCategoryPathNames", "ArticleID"),
        Derived("ArticleAppID", "ArticleID", FieldType.Integer),
        ReadOnly(Reference("ArticleShortcutID")),
        ReadOnly(Reference("WorkflowID")),
        ReadOnly(Reference("WorkflowConfigurationID")),
        Derived("WorkflowName", "WorkflowID"),
    ];
}

using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.TeamDynamix.References;
using static FunctionsConnector.Core.Targets.TeamDynamix.Fields.StandardField;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// The standard fields of a knowledge base article
/// (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.KnowledgeBase.Article).
/// </summary>
internal static class ArticleFields
{
    public static readonly IReadOnlyList<StandardField> All =
    [
        Text("Subject") with { IsRequired = true },
        Text("Summary"),
        Html("Body"),
        Text("Tags") with { AllowsMultiple = true },
        Reference("CategoryID"),
        Person("OwnerUid"),
        Reference("OwningGroupID", ReferenceKind.Group),
        // Derived: the user interface takes no time.
        Day("ReviewDateUtc"),
        Number("Status") with
        {
            IsRequired = true,
            FixedChoices =
            [
                new Choice("1", "Not Submitted"),
                new Choice("2", "Submitted"),
                new Choice("3", "Approved"),
                new Choice("4", "Rejected"),
                new Choice("5", "Archived"),
            ],
        },
        Flag("NotifyOwner"),
        Amount("Order"),

        ReadOnly(Flag("IsPublished"), NeverChanges("IsPublished")),
        ReadOnly(Flag("IsPublic"), NeverChanges("IsPublic")),
        ReadOnly(Number("ID")),
        ReadOnly(Reference("AppID")),
        Derived("AppName", "AppID"),
        Derived("CategoryName", "CategoryID"),
        Derived("OwnerFullName", "OwnerUid"),
        Derived("OwningGroupName", "OwningGroupID"),
        ReadOnly(Number("RevisionNumber")),
        .. Stamp("Created"),
        .. Stamp("Modified"),
        ReadOnly(Text("Uri")),
    ];

    private static string NeverChanges(string name) =>
        $"{name} cannot be changed by an update: TeamDynamix answers as if it had changed and leaves it as it is. Publish the article in TeamDynamix.";
}

using FunctionsConnector.Core.Catalog;
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
        Text("Body"),
        Text("Tags") with { AllowsMultiple = true },
        Reference("CategoryID"),
        Person("OwnerUid"),
        Reference("OwningGroupID"),
        Moment("ReviewDateUtc"),
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

        Kept(Flag("IsPublished"), NeverChanges("IsPublished")),
        Kept(Flag("IsPublic"), NeverChanges("IsPublic")),
        Kept(Number("ID")),
        Kept(Reference("AppID")),
        Twin("AppName", "AppID"),
        Twin("CategoryName", "CategoryID"),
        Twin("OwnerFullName", "OwnerUid"),
        Twin("OwningGroupName", "OwningGroupID"),
        Kept(Number("RevisionNumber")),
        Kept(Moment("CreatedDate")),
        Kept(Person("CreatedUid") with { Label = "Created By" }),
        Twin("CreatedFullName", "CreatedUid"),
        Kept(Moment("ModifiedDate")),
        Kept(Person("ModifiedUid") with { Label = "Modified By" }),
        Twin("ModifiedFullName", "ModifiedUid"),
        Kept(Text("Uri")),
    ];

    private static string NeverChanges(string name) =>
        $"{name} cannot be changed by an update: TeamDynamix answers as if it had changed and leaves it as it is. Publish the article in TeamDynamix.";
}

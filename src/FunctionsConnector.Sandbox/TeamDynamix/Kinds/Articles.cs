using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Articles of the knowledge base, which older builds cannot patch.</summary>
internal static class Articles
{
    public static ItemKind Kind { get; } = new("articles", "article", Standard)
    {
        Segment = "knowledgebase",
        TypeName = "Article",
        ComponentId = SeededAttributes.Article,
        AppClass = "TDClient",
        IsPatchedByNewerBuildsOnly = true,
    };

    public static SeededKind Seeded { get; } = new(Kind, 5001, 20, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Number("ID").Kept(),
        Number("AppID").Kept(),
        Text("AppName").Following(item => Applications.Find(item.App)?.Name),
        Reference("CategoryID", CommonLookups.ArticleCategories),
        Name("CategoryName", "CategoryID", CommonLookups.ArticleCategories),
        Text("Subject").Required(),
        Text("Body"),
        Text("Summary"),
        Reference("Status", CommonLookups.ArticleStatuses).Required(),
        TextList("Tags"),
        Amount("Order"),
        // A production tenant answered 200 to both and left them as they were.
        Flag("IsPublished") with { IsAlwaysIgnored = true },
        Flag("IsPublic") with { IsAlwaysIgnored = true },
        Moment("ReviewDateUtc").EmptyAs("null"),
        Person("OwnerUid").EmptyAs("null"),
        FullName("OwnerFullName", "OwnerUid"),
        Reference("OwningGroupID", CommonLookups.Groups),
        Name("OwningGroupName", "OwningGroupID", CommonLookups.Groups),
        Flag("NotifyOwner"),
        Number("RevisionNumber").Stamp(),
        Moment("CreatedDate").Kept(),
        Person("CreatedUid").Kept(),
        FullName("CreatedFullName", "CreatedUid"),
        Moment("ModifiedDate").Stamp(),
        Person("ModifiedUid").Stamp(),
        FullName("ModifiedFullName", "ModifiedUid"),
        Text("Uri").Following(item => $"api/{item.App}/knowledgebase/{item.Number("ID")}"),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["AppID"] = (long)Applications.Portal,
        ["CategoryID"] = 801L,
        ["Subject"] = $"Sandbox article {id}",
        ["Body"] = $"<p>How to do thing number {id}.</p>",
        ["Summary"] = "How to do things",
        ["Status"] = 3L,
        ["Tags"] = new List<string> { "howto", "sandbox" },
        ["Order"] = 1m,
        ["IsPublished"] = true,
        ["IsPublic"] = false,
        ["OwnerUid"] = TeamDynamixPeople.Technician,
        ["NotifyOwner"] = true,
        ["RevisionNumber"] = 3L,
        ["CreatedDate"] = SeededKind.Moment(id),
        ["CreatedUid"] = TeamDynamixPeople.Technician,
        ["ModifiedDate"] = SeededKind.Moment(id, 1),
        ["ModifiedUid"] = TeamDynamixPeople.Technician,
        ["attributes/26001"] = "260011",
    };
}

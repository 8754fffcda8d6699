using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Articles of the knowledge base. Older builds cannot patch them.</summary>
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
        Number("ID").ReadOnly(),
        Number("AppID").ReadOnly(),
        Text("AppName").Computed(item => Applications.Find(item.App)?.Name),
        Reference("CategoryID", CommonLookups.ArticleCategories),
        Name("CategoryName", "CategoryID", CommonLookups.ArticleCategories),
        Text("Subject").Required(),
        Text("Body"),
        Text("Summary"),
        Reference("Status", CommonLookups.ArticleStatuses).Required(),
        TextList("Tags"),
        Amount("Order"),
        // A live tenant returned 200 for both and ignored them.
        Flag("IsPublished") with { IsAlwaysIgnored = true },
        Flag("IsPublic") with { IsAlwaysIgnored = true },
        Day("ReviewDateUtc").EmptyAs("null"),
        Person("OwnerUid").EmptyAs("null"),
        FullName("OwnerFullName", "OwnerUid"),
        Reference("OwningGroupID", CommonLookups.Groups),
        Name("OwningGroupName", "OwningGroupID", CommonLookups.Groups),
        Flag("NotifyOwner"),
        Number("RevisionNumber").Stamp(),
        Instant("CreatedDate").ReadOnly(),
        Person("CreatedUid").ReadOnly(),
        FullName("CreatedFullName", "CreatedUid"),
        Instant("ModifiedDate").Stamp(),
        Person("ModifiedUid").Stamp(),
        FullName("ModifiedFullName", "ModifiedUid"),
        Text("Uri").Computed(item => $"api/{item.App}/knowledgebase/{item.Number("ID")}"),
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
        ["CreatedDate"] = SeededKind.Instant(id),
        ["CreatedUid"] = TeamDynamixPeople.Technician,
        ["ModifiedDate"] = SeededKind.Instant(id, 1),
        ["ModifiedUid"] = TeamDynamixPeople.Technician,
        ["attributes/26001"] = "260011",
    };
}

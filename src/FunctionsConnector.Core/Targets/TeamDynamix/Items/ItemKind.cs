using FunctionsConnector.Core.Targets.TeamDynamix.Fields;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>
/// A kind of item with a PATCH route: https://solutions.teamdynamix.com/TDWebApi/Home/AboutPatching and the pages of the sections. Other
/// kinds (accounts, locations, groups …) have none.
/// </summary>
/// <param name="Prefix">The first part of a record type's id, or the whole id where the kind belongs to no application.</param>
/// <param name="Noun">The singular in a sentence.</param>
/// <param name="Route">Below the base URL; <c>{app}</c> and <c>{id}</c> stand for the ids.</param>
/// <param name="Component">
/// The kind's number in https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.CustomAttributes.CustomAttributeComponent.
/// </param>
/// <param name="Fields">Its standard fields.</param>
internal sealed record ItemKind(string Prefix, string Noun, string Route, int Component, IReadOnlyList<StandardField> Fields)
{
    public static readonly ItemKind Ticket = new("tickets", "ticket", "api/{app}/tickets/{id}", 9, TicketFields.All)
    {
        Plural = "tickets",
        AppClass = "TDTickets",
        RouteAcrossApps = "api/tickets/{id}",
    };

    public static readonly ItemKind Asset = new("assets", "asset", "api/{app}/assets/{id}", 27, AssetFields.All)
    {
        Plural = "assets",
        AppClass = "TDAssets",
        ClearedByMinusOne = ["LocationID", "LocationRoomID"],
    };

    public static readonly ItemKind ConfigurationItem =
        new("cis", "configuration item", "api/{app}/cmdb/{id}", 63, ConfigurationItemFields.All)
        {
            Plural = "configuration items",
            AppClass = "TDAssets",
            IsPatchedByNewerBuildsOnly = true,
        };

    public static readonly ItemKind Article = new("articles", "article", "api/{app}/knowledgebase/{id}", 26, ArticleFields.All)
    {
        Plural = "articles",
        AppClass = "TDClient",
        IsPatchedByNewerBuildsOnly = true,
    };

    public static readonly ItemKind Person = new("people", "person", "api/people/{id}", 31, PersonFields.All)
    {
        Plural = "people",
        IdProperty = "UID",
        PatchesPerMinute = 45,
    };

    public static readonly ItemKind Project = new("projects", "project", "api/projects/{id}", 1, ProjectFields.All) { Plural = "projects" };

    public static readonly IReadOnlyList<ItemKind> All = [Ticket, Asset, ConfigurationItem, Article, Person, Project];

    public required string Plural { get; init; }

    /// <summary>The class of the applications with such items, as in <c>GET /api/applications</c>; null where they belong to none.</summary>
    public string? AppClass { get; init; }

    /// <summary>The route that finds an item in any application; null where there is none.</summary>
    public string? RouteAcrossApps { get; init; }

    public string IdProperty { get; init; } = "ID";

    /// <summary>The fields that a PATCH clears by setting them to -1 (https://services.dartmouth.edu/TDWebApi/Home/section/Assets).</summary>
    public IReadOnlyList<string> ClearedByMinusOne { get; init; } = [];

    /// <summary>The vendor's limit of PATCH calls per address and minute.</summary>
    public int PatchesPerMinute { get; init; } = 60;

    /// <summary>True where older builds of the Web API support PUT only.</summary>
    public bool IsPatchedByNewerBuildsOnly { get; init; }
}

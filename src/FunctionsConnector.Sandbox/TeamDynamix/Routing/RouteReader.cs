using System.Globalization;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Routing;

/// <summary>Parses paths, ignoring case.</summary>
internal static class RouteReader
{
    public static TeamDynamixRoute Read(string path, IReadOnlyList<string> basePaths)
    {
        foreach (var basePath in basePaths)
        {
            var prefix = $"/{basePath.Trim('/')}/";
            if (path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return Read(path[prefix.Length..].ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return new(RouteKind.Outside);
    }

    private static TeamDynamixRoute Read(string[] segments) => segments switch
    {
        ["swagger", "v1", "openapi.json"] => new(RouteKind.OpenApi),
        ["api", "auth"] or ["api", "auth", "login"] => new(RouteKind.Login),
        ["api", "auth", "loginadmin"] => new(RouteKind.KeyLogin),
        ["api", "auth", "getuser"] => new(RouteKind.CurrentUser),
        ["api", "applications"] => new(RouteKind.Applications),
        ["api", "attributes", "custom"] => new(RouteKind.Attributes),
        ["api", "attributes", var id, "choices"] => new(RouteKind.AttributeChoices, Id: id),
        ["api", "locations"] => new(RouteKind.Locations),
        ["api", "people", "lookup"] => new(RouteKind.PeopleLookup),
        ["api", ("people" or "groups" or "accounts" or "locations") and var searched, "search"] => new(RouteKind.Search, Id: searched),
        ["api", "locations", var id] => new(RouteKind.Location, Id: id),
        ["api", "tickets", var id] => new(RouteKind.TicketOfAnyApp, Tickets.Kind, Id: id),
        ["api", var segment, var id] when SeededKinds.Find(segment, isInApp: false) is { } kind => new(RouteKind.Item, kind, Id: id),
        ["api", var app, "assets", "search"] when Number(app) is { } number => new(RouteKind.Search, App: number, Id: "assets"),
        ["api", var app, "assets", ("vendors" or "models") and var searched, "search"] when Number(app) is { } number => new(RouteKind.Search, App: number, Id: searched),
        ["api", var app, var segment, var rest] when Number(app) is { } number => InApp(number, segment, rest),
        _ => new(RouteKind.Unknown),
    };

    private static TeamDynamixRoute InApp(int app, string segment, string rest)
    {
        if (SeededKinds.Find(segment, isInApp: true) is not { } kind)
        {
            return new(RouteKind.Unknown);
        }

        if (kind.Lookups.ContainsKey(rest))
        {
            return new(RouteKind.Lookup, kind, app, rest);
        }

        return Number(rest) is null ? new(RouteKind.Unknown) : new(RouteKind.Item, kind, app, rest);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

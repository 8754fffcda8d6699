using System.Globalization;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>A record type: a kind of item, in one application where the kind belongs to applications.</summary>
internal sealed record ItemType(ItemKind Kind, int? App)
{
    /// <summary>The record type's id, such as <c>tickets-42</c> or <c>people</c>.</summary>
    public string Id => App is { } app ? string.Create(CultureInfo.InvariantCulture, $"{Kind.Prefix}-{app}") : Kind.Prefix;

    /// <summary>The type of a record type's id; null where there is none.</summary>
    public static ItemType? Parse(string recordType)
    {
        var dash = recordType.IndexOf('-', StringComparison.Ordinal);
        var prefix = dash < 0 ? recordType : recordType[..dash];
        var kind = ItemKind.All.FirstOrDefault(kind => string.Equals(kind.Prefix, prefix, StringComparison.OrdinalIgnoreCase));
        if (kind is null || (kind.AppClass is null) != (dash < 0))
        {
            return null;
        }

        if (dash < 0)
        {
            return new ItemType(kind, null);
        }

        return int.TryParse(recordType.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var app)
            ? new ItemType(kind, app)
            : null;
    }

    /// <summary>The type as the catalog lists it.</summary>
    public RecordType ToRecordType(string appName) =>
        new(Id, App is null ? Capitalised(Kind.Plural) : $"{appName} ({Kind.Plural})");

    /// <summary>The item's path below the base URL.</summary>
    public string Path(string id) => Fill(Kind.Route, id);

    /// <summary>The path that finds the item in any application; null where there is none.</summary>
    public string? PathAcrossApps(string id) => Kind.RouteAcrossApps is { } route ? Fill(route, id) : null;

    /// <summary>Null where the id has the form of this kind's ids: a GUID for people, a number for everything else.</summary>
    public Failure? CheckId(string id)
    {
        var fits = Kind == ItemKind.Person
            ? CanonicalText.IsGuidId(id)
            : int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        return fits ? null : new Failure(
            FailureCode.RecordNotFound,
            $"{Presentation.Quote(id)} is not the id of a {Kind.Noun}: it must be {(Kind == ItemKind.Person ? "a GUID" : "a whole number")}.");
    }

    private string Fill(string route, string id) => route
        .Replace("{app}", App?.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{id}", id, StringComparison.Ordinal);

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

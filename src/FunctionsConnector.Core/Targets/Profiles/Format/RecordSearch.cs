namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>A query for records by a number or a name.</summary>
/// <param name="Url">Takes the text.</param>
/// <param name="Items">The list of records.</param>
/// <param name="Id">The id, from a record.</param>
/// <param name="Names">What people call a record. Each answer is compared with it again, because a vendor may drop a part of a query.</param>
internal sealed record RecordSearch(UrlTemplate Url, JsonPath Items, JsonPath Id, IReadOnlyList<JsonPath> Names)
{
    /// <summary>What people call it by, as it reads after "by".</summary>
    public string By { get; init; } = "number";

    /// <summary>Holds for a record that the vendor does not accept any more.</summary>
    public Condition? Inactive { get; init; }

    /// <summary>A query for records whose names contain a text; null where there is none.</summary>
    public UrlTemplate? Containing { get; init; }

    /// <summary>A character that the query language wants doubled; null for none.</summary>
    public char? Doubled { get; init; }

    /// <summary>Characters that the query language cannot take.</summary>
    public string Refused { get; init; } = string.Empty;
}

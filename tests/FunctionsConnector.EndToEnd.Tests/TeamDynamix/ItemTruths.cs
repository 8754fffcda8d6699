namespace FunctionsConnector.EndToEnd.Tests.TeamDynamix;

/// <summary>Reads the true state of an item in the sandbox.</summary>
internal static class ItemTruths
{
    // The vendor's stamps, and the fields computed from them.
    private static readonly string[] Own =
        ["ModifiedDate", "ModifiedUid", "ModifiedUID", "ModifiedDateUtc", "RevisionNumber", "CompletedDate", "CompletedUid"];

    // Read-only fields with the name of an id.
    private static readonly string[] Twins = ["Name", "Class", "Email", "Phone", "Abbreviation", "Order"];

    /// <summary>The value of a field, or of an attribute by <c>attributes/{id}</c>, as text; empty for none.</summary>
    public static string Value(JsonObject truth, string field) => Flat(truth).GetValueOrDefault(field, string.Empty);

    /// <summary>The names of the changed fields, without the vendor's stamps and computed fields.</summary>
    public static IEnumerable<string> Changed(JsonObject before, JsonObject after)
    {
        var (first, second) = (Flat(before), Flat(after));
        return first.Keys.Union(second.Keys)
            .Where(field => first.GetValueOrDefault(field, string.Empty) != second.GetValueOrDefault(field, string.Empty))
            .Where(field => !IsTwin(field, first))
            .Except(Own)
            .Order();
    }

    private static bool IsTwin(string field, Dictionary<string, string> all) => Twins.Any(twin =>
        field.Length > twin.Length
        && field.EndsWith(twin, StringComparison.Ordinal)
        && (all.ContainsKey($"{field[..^twin.Length]}ID") || all.ContainsKey($"{field[..^twin.Length]}Uid") || field.EndsWith("FullName", StringComparison.Ordinal)));

    private static Dictionary<string, string> Flat(JsonObject truth)
    {
        var values = truth.Where(pair => pair.Key != "Attributes").ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? string.Empty);
        foreach (var attribute in truth["Attributes"]?.AsArray() ?? [])
        {
            values[$"attributes/{attribute!["ID"]}"] = attribute["Value"]?.ToString() ?? string.Empty;
        }

        return values;
    }
}

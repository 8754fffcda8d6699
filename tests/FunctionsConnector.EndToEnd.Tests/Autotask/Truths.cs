namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>Reads the true state of a record in the sandbox.</summary>
internal static class Truths
{
    // The vendor sets its stamps at every update, and the date of completion with the status.
    private static readonly string[] Stamps =
        ["completedDate", "lastActivityDate", "lastTrackedModificationDateTime", "lastModifiedDate", "lastModifiedDateTime", "lastActivityDateTime", "lastTrackedModifiedDateTime"];

    /// <summary>The value of a standard or user-defined field as text; empty for null.</summary>
    public static string Value(JsonObject truth, string field) => Flat(truth).GetValueOrDefault(field, string.Empty);

    /// <summary>The names of the changed fields, without the vendor's stamps.</summary>
    public static IEnumerable<string> Changed(JsonObject before, JsonObject after)
    {
        var (first, second) = (Flat(before), Flat(after));
        return first.Keys.Union(second.Keys)
            .Where(field => first.GetValueOrDefault(field, string.Empty) != second.GetValueOrDefault(field, string.Empty))
            .Except(Stamps)
            .Order();
    }

    private static Dictionary<string, string> Flat(JsonObject truth)
    {
        var values = truth.Where(pair => pair.Key != "userDefinedFields").ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? string.Empty);
        foreach (var field in truth["userDefinedFields"]?.AsArray() ?? [])
        {
            values[field!["name"]!.ToString()] = field["value"]?.ToString() ?? string.Empty;
        }

        return values;
    }
}

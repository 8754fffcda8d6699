using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>A <c>$filter</c> of <c>eq</c>, <c>contains</c> and <c>startswith</c>, joined by <c>and</c> or by <c>or</c>.</summary>
internal static partial class ODataFilter
{
    /// <summary>The condition; null for a text that cannot be read or that names an unknown column.</summary>
    public static Func<JsonObject, bool>? Parse(string text, RecordTable table)
    {
        if (text.Length == 0)
        {
            return _ => true;
        }

        var filter = Whole().Match(text);
        var conditions = filter.Groups["one"].Captures.Select(one => Condition(one.Value, table)).ToList();
        var words = filter.Groups["word"].Captures.Select(word => word.Value).Distinct().ToList();
        return !filter.Success || conditions.Contains(null) || words.Count > 1 ? null
            : words is ["or"] ? row => conditions.Exists(holds => holds!(row))
            : row => conditions.TrueForAll(holds => holds!(row));
    }

    private static Func<JsonObject, bool>? Condition(string text, RecordTable table)
    {
        var one = One().Match(text);
        var name = one.Groups["field"].Value;
        var field = name is ['_', .. var column, '_', 'v', 'a', 'l', 'u', 'e'] ? table.Find(column) : table.Find(name);
        var value = one.Groups["text"].Success ? one.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal) : one.Groups["literal"].Value;
        return field is null ? null : one.Groups["function"].Value switch
        {
            "contains" => row => Text(row, field).Contains(value, StringComparison.OrdinalIgnoreCase),
            "startswith" => row => Text(row, field).StartsWith(value, StringComparison.OrdinalIgnoreCase),
            _ => row => Text(row, field).Equals(value, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string Text(JsonObject row, TableField field) => row[field.Name]?.ToString() ?? "null";

    [GeneratedRegex(@"^(?<one>(\w+\(\w+,\s*'([^']|'')*'\))|(\w+ eq ('([^']|'')*'|[\w.-]+)))( (?<word>and|or) (?<one>(\w+\(\w+,\s*'([^']|'')*'\))|(\w+ eq ('([^']|'')*'|[\w.-]+))))*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^((?<function>contains|startswith)\((?<field>\w+),\s*'(?<text>([^']|'')*)'\)|(?<field>\w+) eq ('(?<text>([^']|'')*)'|(?<literal>[\w.-]+)))$")]
    private static partial Regex One();
}

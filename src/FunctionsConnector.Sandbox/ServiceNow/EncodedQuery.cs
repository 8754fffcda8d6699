using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>
/// An encoded query, such as <c>nameINincident,task^elementISNOTEMPTY^ORDERBYelement</c>. A part with an unknown field or operator is
/// dropped, or the query finds nothing, as <c>glide.invalid_query.returns_no_rows</c> says.
/// </summary>
internal sealed class EncodedQuery(IReadOnlyList<IReadOnlyList<Func<JsonObject, bool>>> all, string order, bool isEmpty)
{
    private static readonly (string Operator, Func<string, string, bool> Holds)[] Operators =
    [
        ("ISNOTEMPTY", (value, _) => value.Length > 0),
        ("ISEMPTY", (value, _) => value.Length == 0),
        ("STARTSWITH", (value, with) => value.StartsWith(with, StringComparison.OrdinalIgnoreCase)),
        ("LIKE", (value, part) => value.Contains(part, StringComparison.OrdinalIgnoreCase)),
        ("IN", (value, list) => list.Split(',').Contains(value)),
        ("!=", (value, other) => !value.Equals(other, StringComparison.OrdinalIgnoreCase)),
        ("=", (value, other) => value.Equals(other, StringComparison.OrdinalIgnoreCase)),
    ];

    public static EncodedQuery Parse(string text, RecordTable table, bool invalidFindsNothing)
    {
        var all = new List<List<Func<JsonObject, bool>>>();
        var (order, isInvalid) = ("", false);
        foreach (var part in text.Split('^', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("ORDERBY", StringComparison.Ordinal))
            {
                order = part["ORDERBY".Length..];
                continue;
            }

            var isOr = part.StartsWith("OR", StringComparison.Ordinal);
            if (Condition(isOr ? part[2..] : part, table) is not { } condition)
            {
                isInvalid = true;
            }
            else if (isOr && all.Count > 0)
            {
                all[^1].Add(condition);
            }
            else
            {
                all.Add([condition]);
            }
        }

        return new(all, order, isInvalid && invalidFindsNothing);
    }

    public IEnumerable<JsonObject> Run(IEnumerable<JsonObject> records) => records
        .Where(record => !isEmpty && all.All(any => any.Any(holds => holds(record))))
        .OrderBy(record => order.Length == 0 ? "" : record[order]?.ToString(), StringComparer.Ordinal);

    private static Func<JsonObject, bool>? Condition(string part, RecordTable table)
    {
        // The longest name that fits, because one field's name may begin with another's.
        var field = table.Fields.Where(one => part.StartsWith(one.Name, StringComparison.Ordinal)).MaxBy(one => one.Name.Length);
        var rest = part[(field?.Name.Length ?? 0)..];
        var found = Operators.FirstOrDefault(one => rest.StartsWith(one.Operator, StringComparison.Ordinal));
        return field is null || found.Holds is null
            ? null
            : record => found.Holds(record[field.Name]?.ToString() ?? "", rest[found.Operator.Length..]);
    }
}

using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>
/// The business rules and data policies of incidents. Rules change values before they are saved: <c>priority</c> follows from impact and
/// urgency, as in the documented examples (1 and 1 give 1, 2 and 2 give 3).
/// </summary>
internal static class IncidentRules
{
    private const string Incident = "incident";

    public static void Apply(RecordTable table, JsonObject draft)
    {
        if (table.Name != Incident)
        {
            return;
        }

        if (int.TryParse(Text(draft, "impact"), out var impact) && int.TryParse(Text(draft, "urgency"), out var urgency))
        {
            draft["priority"] = $"{impact + urgency - 1}";
        }

        draft["active"] = Text(draft, "state") is "7" or "8" ? "false" : "true";
    }

    public static SandboxResponse? Refuse(RecordTable table, JsonObject draft, string? abortingRule)
    {
        var isResolved = table.Name == Incident && Text(draft, "state") is "6" or "7";
        var missing = table.Fields
            .Where(field => (field.IsRequired || (isResolved && field.Name is "close_code" or "close_notes")) && Text(draft, field.Name).Length == 0)
            .Select(field => field.Label)
            .ToList();
        return missing switch
        {
            [] when abortingRule is not null && table.Name == Incident => ServiceNowResponses.Failed(
                $"Operation against file '{table.Name}' was aborted by Business Rule '{abortingRule}^1fd013d2dbf733448812644a4b9619c9'. Business Rule Stack:{abortingRule}"),
            [] => null,
            [var one] => ServiceNowResponses.Failed($"Data Policy Exception: {one} is mandatory"),
            _ => ServiceNowResponses.Failed($"Data Policy Exception: The following fields are mandatory: {string.Join(", ", missing)}"),
        };
    }

    private static string Text(JsonObject draft, string field) => draft[field]?.ToString() ?? "";
}

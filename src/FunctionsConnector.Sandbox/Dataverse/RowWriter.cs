using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>Writes rows as <c>$select</c> and <c>Prefer: odata.include-annotations</c> ask for them; lookups as <c>_column_value</c>.</summary>
internal sealed class RowWriter(DataverseSandbox sandbox, RecordTable table, SandboxRequest request)
{
    private const string Formatted = "OData.Community.Display.V1.FormattedValue";

    private readonly string[] _select = request.Query["$select"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
    private readonly string _annotations = Annotations(request);

    /// <summary>The first selected column that does not exist; null for none.</summary>
    public string? Unknown => _select.FirstOrDefault(name => table.Fields.All(one => Name(one) != name));

    public static string Tag(JsonObject state) => $"W/\"{state["versionnumber"]}\"";

    public static bool IsAnnotated(SandboxRequest request) => Annotations(request).Length > 0;

    public SandboxResponse Respond(JsonObject state)
    {
        if (Unknown is { } unknown)
        {
            return DataverseResponses.NoProperty(table.Name, unknown);
        }

        var prefer = request.Headers["Prefer"].ToString();
        var headers = new Dictionary<string, string> { ["ETag"] = Tag(state) };
        if (prefer.Length > 0)
        {
            headers["Preference-Applied"] = prefer;
        }

        return new SandboxResponse(200, Write(state).ToJsonString()) { Headers = headers };
    }

    public JsonNode Write(JsonObject state)
    {
        var row = new JsonObject { ["@odata.etag"] = Tag(state) };
        foreach (var field in table.Fields.Where(field => _select.Length == 0 || _select.Contains(Name(field)) || field.Type == "Uniqueidentifier"))
        {
            var name = Name(field);
            var value = SeededRows.IsSecured(field) && !sandbox.Behavior.MayUseSecuredColumns ? null : state[field.Name];
            if (value is not null && Label(field, value.ToString()) is { } label && (_annotations == "*" || _annotations.Contains(Formatted, StringComparison.Ordinal)))
            {
                row[$"{name}@{Formatted}"] = label;
            }

            if (value is not null && field.Reference.Length > 0 && (_annotations == "*" || _annotations.Contains("Microsoft.Dynamics.CRM", StringComparison.Ordinal)))
            {
                row[$"{name}@Microsoft.Dynamics.CRM.associatednavigationproperty"] = SeededRows.NavigationOf(field);
                row[$"{name}@Microsoft.Dynamics.CRM.lookuplogicalname"] = field.Reference;
            }

            row[name] = value?.DeepClone();
        }

        return row;
    }

    /// <summary>The value of <c>odata.include-annotations</c>, without quotes.</summary>
    private static string Annotations(SandboxRequest request) => request.Headers["Prefer"].ToString().Split("odata.include-annotations=") is [_, var given]
        ? given.Trim().TrimStart('"').Split('"')[0]
        : "";

    private static string Name(TableField field) => field.Reference.Length > 0 ? $"_{field.Name}_value" : field.Name;

    private string? Label(TableField field, string value) => field.Type switch
    {
        "Lookup" or "Customer" => sandbox.All[field.Reference] is var other ? other.FindRecord(value)?.State[other.DisplayField]?.ToString() : null,
        "MultiSelectPicklist" => string.Join("; ", value.Split(',').Select(one => field.Choices.First(choice => choice.Value == one).Label)),
        "Money" => decimal.Parse(value, CultureInfo.InvariantCulture).ToString("$#,##0.00", CultureInfo.InvariantCulture),
        _ => field.Choices.FirstOrDefault(choice => choice.Value == value)?.Label,
    };
}

using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>Writes records as <c>sysparm_display_value</c>, <c>sysparm_exclude_reference_link</c> and <c>sysparm_fields</c> ask for them.</summary>
internal sealed class RecordWriter(ServiceNowSandbox sandbox, RecordTable table, IQueryCollection query)
{
    private const string Instant = "yyyy-MM-dd HH:mm:ss";

    private readonly string _display = query["sysparm_display_value"].ToString();
    private readonly bool _hasLinks = query["sysparm_exclude_reference_link"] != "true";
    private readonly string[] _fields = query["sysparm_fields"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);

    public JsonNode Write(JsonObject state)
    {
        var shown = new JsonObject();
        foreach (var field in table.Fields.Where(field => _fields.Length == 0 || _fields.Contains(field.Name)))
        {
            shown[field.Name] = Value(field, state[field.Name]?.ToString() ?? "");
        }

        return shown;
    }

    private JsonNode Value(TableField field, string stored)
    {
        // A journal field has no value of its own: the documented reply to an update of comments shows it empty.
        var value = field.Type == "journal_input" ? "" : stored;
        var isLink = field.Type == "reference" && value.Length > 0;
        if (_display == "all")
        {
            var both = new JsonObject { ["display_value"] = Display(field, stored), ["value"] = value };
            return isLink && _hasLinks ? With(both, field, value) : both;
        }

        var text = _display == "true" ? Display(field, stored) : value;
        var name = _display == "true" ? "display_value" : "value";
        return isLink && _hasLinks ? With(new JsonObject { [name] = text }, field, value) : text;
    }

    private string Display(TableField field, string value) => field.Type switch
    {
        "reference" => NameOf(field, value),
        "glide_list" => string.Join(", ", value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => NameOf(field, id))),
        "glide_date_time" when DateTime.TryParseExact(value, Instant, CultureInfo.InvariantCulture, DateTimeStyles.None, out var utc) =>
            TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(sandbox.Behavior.UserTimeZone)).ToString(Instant, CultureInfo.InvariantCulture),
        _ => field.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value,
    };

    private string NameOf(TableField field, string id) =>
        sandbox.All.GetValueOrDefault(field.Reference) is { } other && other.FindRecord(id) is { } record
            ? record.State[other.DisplayField]!.ToString()
            : MetadataTables.Names.Contains(table.Name) ? id : "";

    private JsonObject With(JsonObject shown, TableField field, string value)
    {
        shown["link"] = $"{sandbox.BaseUrl}api/now/table/{field.Reference}/{value}";
        return shown;
    }
}

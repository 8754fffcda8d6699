using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>
/// Merges the sent name-value pairs into a record. The vendor drops without a word: system fields, encrypted fields without
/// <c>sysparm_input_display_value=true</c>, and (not documented) read-only and unknown fields and values of a wrong form.
/// </summary>
internal sealed class TableUpdate(ServiceNowSandbox sandbox, RecordTable table, bool isDisplayValue)
{
    private const string Instant = "yyyy-MM-dd HH:mm:ss";
    private const string Day = "yyyy-MM-dd";

    public SandboxResponse? Apply(JsonObject draft, JsonObject sent)
    {
        var before = draft.DeepClone();
        foreach (var (name, value) in sent)
        {
            if (table.Find(name) is not { } field)
            {
                if (sandbox.Behavior.RefusesUnknownFields)
                {
                    return ServiceNowResponses.NoField(name);
                }
            }
            else if (!field.IsReadOnly && !field.IsSilentlyIgnored && Text(value) is { } text && Stored(field, text) is { } stored)
            {
                draft[name] = field.Type == "journal_input" ? Entry(text, draft[name]!.ToString()) : field.Form.Apply(stored) as string ?? "";
            }
        }

        IncidentRules.Apply(table, draft);
        if (IncidentRules.Refuse(table, draft, sandbox.AbortingRule) is { } refusal)
        {
            return refusal;
        }

        if (!JsonNode.DeepEquals(before, draft))
        {
            draft["sys_mod_count"] = $"{int.Parse(draft["sys_mod_count"]!.ToString(), CultureInfo.InvariantCulture) + 1}";
            draft["sys_updated_on"] = sandbox.Clock.ToString(Instant, CultureInfo.InvariantCulture);
            draft["sys_updated_by"] = sandbox.UserName;
        }

        return null;
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => null,
    };

    /// <summary>The value to store; null leaves the field as it is.</summary>
    private string? Stored(TableField field, string text) => field.Type switch
    {
        _ when text.Length == 0 => "",
        "glide_encrypted" => isDisplayValue ? text : null,
        "boolean" => text switch { "true" or "1" => "true", "false" or "0" => "false", _ => null },
        "glide_date" => DateTime.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
        "glide_date_time" => StoredInstant(text),
        "reference" => Listed(Lookup(field, text), text),
        "glide_list" => string.Join(',', text.Split(',').Select(one => Listed(Lookup(field, one), one)).OfType<string>()),
        _ when field.Choices.Count > 0 => Listed(field.Choices.FirstOrDefault(choice => (isDisplayValue ? choice.Label : choice.Value) == text)?.Value, text),
        "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : null,
        _ => field.MaxLength > 0 && text.Length > field.MaxLength ? text[..field.MaxLength] : text,
    };

    private string? Listed(string? found, string text) => found ?? (sandbox.Behavior.DropsUnlistedValues ? null : text);

    private string? Lookup(TableField field, string text)
    {
        var other = sandbox.All[field.Reference];
        return isDisplayValue
            ? other.Records.FirstOrDefault(record => record.State[other.DisplayField]!.ToString() == text)?.Id
            : other.FindRecord(text)?.Id;
    }

    private string? StoredInstant(string text)
    {
        if (!DateTime.TryParseExact(text, [Instant, Day], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            return null;
        }

        var utc = isDisplayValue ? TimeZoneInfo.ConvertTimeToUtc(read, TimeZoneInfo.FindSystemTimeZoneById(sandbox.Behavior.UserTimeZone)) : read;
        return utc.ToString(Instant, CultureInfo.InvariantCulture);
    }

    private string Entry(string text, string before) => text.Length == 0
        ? before
        : $"{sandbox.Clock.ToString(Instant, CultureInfo.InvariantCulture)} - {sandbox.UserName}\n{text}\n\n{before}";
}

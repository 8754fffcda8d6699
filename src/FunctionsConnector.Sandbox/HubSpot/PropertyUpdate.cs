using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.HubSpot;

/// <summary>Merges the sent properties into an object. An empty text clears; all refused values are reported together ("Error handling").</summary>
internal sealed class PropertyUpdate(HubSpotSandbox sandbox, RecordTable type)
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public SandboxResponse? Apply(JsonObject draft, JsonObject sent)
    {
        var errors = new List<PropertyError>();
        foreach (var (name, value) in sent)
        {
            if (type.Find(name) is not { IsReadOnly: false } field)
            {
                if (!sandbox.Behavior.DropsUnknownProperties)
                {
                    errors.Add(type.Find(name) is null
                        ? new(name, "PROPERTY_DOESNT_EXIST", $"Property \"{name}\" does not exist")
                        : new(name, "READ_ONLY_VALUE", $"\"{name}\" is a read only property; its value cannot be set."));
                }

                continue;
            }

            var text = value?.ToString() ?? "";
            var (stored, error) = text.Length == 0 ? ("", null) : Read(field, text, draft[name]!.ToString());
            if (error is not null)
            {
                errors.Add(error);
            }
            else if (!field.IsSilentlyIgnored)
            {
                draft[name] = field.Form.Apply(stored) as string ?? "";
            }
        }

        draft["hs_lastmodifieddate"] = sandbox.Clock.ToString(Instant, CultureInfo.InvariantCulture);
        return errors.Count > 0 ? HubSpotResponses.Invalid(errors, sandbox.Behavior.HidesErrorList) : null;
    }

    private (string Stored, PropertyError? Error) Read(TableField field, string text, string before) => field.Type switch
    {
        "enumeration/checkbox" => Many(field, text, before),
        "number/number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? (text, null)
            : ("", new(field.Name, "INVALID_NUMBER", $"{text} was not a valid number.")),
        "date/date" => Day(field, text),
        "datetime/date" => AsInstant(text) is { } instant
            ? (instant.ToString(Instant, CultureInfo.InvariantCulture), null)
            : ("", new(field.Name, "INVALID_DATE", $"{text} was not a valid date.")),
        _ when field.Reference.Length > 0 => sandbox.All[field.Reference].FindRecord(text) is null ? ("", Unlisted(field, text)) : (text, null),
        _ when field.Choices.Count > 0 => field.Choices.All(choice => choice.Value != text) ? ("", Unlisted(field, text)) : (text, null),
        _ => (text, null),
    };

    /// <summary>Several values, separated by semicolons; a semicolon at the start adds them to those that are there.</summary>
    private static (string Stored, PropertyError? Error) Many(TableField field, string text, string before)
    {
        var values = (text.StartsWith(';') ? before + text : text).Split(';', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return values.Find(value => field.Choices.All(choice => choice.Value != value)) is { } unknown
            ? ("", Unlisted(field, unknown))
            : (string.Join(';', values), null);
    }

    private (string Stored, PropertyError? Error) Day(TableField field, string text)
    {
        if (AsInstant(text) is not { } instant)
        {
            return ("", new(field.Name, "INVALID_DATE", $"{text} was not a valid date."));
        }

        return instant.TimeOfDay != TimeSpan.Zero
            ? ("", new(field.Name, "INVALID_DATE", $"{text} is at {instant.Hour}:{instant.Minute}:{instant.Second}.{instant.Millisecond} UTC, not midnight!"))
            : (sandbox.Behavior.KeepsDatesAsDays ? instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text, null);
    }

    private static DateTimeOffset? AsInstant(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant
        : null;

    private static PropertyError Unlisted(TableField field, string value) => new(
        field.Name, "INVALID_OPTION", $"{value} was not one of the allowed options: [{string.Join(", ", field.Choices.Select(choice => choice.Value))}]");
}

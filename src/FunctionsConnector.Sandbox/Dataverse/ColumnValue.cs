using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>
/// Reads a sent value as its column stores it. Numbers are kept at the column's precision: in the vendor's examples the latitude
/// 47.639583 comes back as 47.63958.
/// </summary>
internal static class ColumnValue
{
    private const int MostSelected = 150;

    public static (JsonNode? Stored, SandboxResponse? Refusal) Read(string table, TableField field, JsonNode? sent)
    {
        if (sent is null)
        {
            return (null, null);
        }

        var kind = sent.GetValueKind();
        var text = sent.ToString();
        return field.Type switch
        {
            "Boolean" when kind is JsonValueKind.True or JsonValueKind.False => (sent.DeepClone(), null),
            "Integer" when kind == JsonValueKind.Number && int.TryParse(text, CultureInfo.InvariantCulture, out var whole) => (whole, null),
            "Picklist" or "State" or "Status" when kind == JsonValueKind.Number => Listed(table, field, text) is { } refusal
                ? (null, refusal)
                : (int.Parse(text, CultureInfo.InvariantCulture), null),
            "MultiSelectPicklist" when kind == JsonValueKind.String => Selected(table, field, text),
            "Double" when kind == JsonValueKind.Number => (Math.Round(sent.GetValue<decimal>(), 5), null),
            "Money" when kind == JsonValueKind.Number => (Math.Round(sent.GetValue<decimal>(), 2), null),
            "DateOnly" when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => (text, null),
            "DateTime" when kind == JsonValueKind.String && text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) =>
                (instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), null),
            "String" or "Memo" when kind == JsonValueKind.String => text.Length > field.MaxLength && field.MaxLength > 0
                ? (null, DataverseResponses.Invalid($"The length of the '{field.Name}' attribute of the '{table}' entity exceeded the maximum allowed length of '{field.MaxLength}'."))
                : (text, null),
            _ => (null, DataverseResponses.Unconvertible(text, Edm(field))),
        };
    }

    private static (JsonNode? Stored, SandboxResponse? Refusal) Selected(string table, TableField field, string text)
    {
        var values = text.Split(',').Distinct().ToList();
        return values.Select(value => Listed(table, field, value)).FirstOrDefault(refusal => refusal is not null) is { } unknown ? (null, unknown)
            : values.Count > MostSelected ? (null, DataverseResponses.Invalid($"At most {MostSelected} choices can be selected for '{field.Name}'."))
            : (string.Join(',', values.Order()), null);
    }

    private static SandboxResponse? Listed(string table, TableField field, string value) => field.Choices.Any(choice => choice.Value == value)
        ? null
        : DataverseResponses.UnknownChoice(table, field.Name, value, field.Choices.Select(choice => choice.Value));

    private static string Edm(TableField field) => field.Type switch
    {
        "Boolean" => "Edm.Boolean",
        "Integer" or "Picklist" or "State" or "Status" => "Edm.Int32",
        "Double" => "Edm.Double",
        "Money" => "Edm.Decimal",
        "DateOnly" => "Edm.Date",
        "DateTime" => "Edm.DateTimeOffset",
        _ => "Edm.String",
    };
}

using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Converts a caller's JSON value into the canonical text of a field's type.</summary>
internal sealed class ValueConverter(TimeZoneInfo zone)
{
    /// <summary>Of one field. No record holds as many, and the time for an update must not depend on what a caller sends.</summary>
    public const int MostValues = 1_000;

    /// <param name="field">The field.</param>
    /// <param name="value">The caller's value; never JSON null.</param>
    /// <param name="parent">The id of the parent field's choice.</param>
    /// <param name="isCondition">True for a condition.</param>
    public (string? Text, FailureDetail? Problem) Convert(Field field, JsonElement value, string? parent, bool isCondition)
    {
        if (field.AllowsMultiple)
        {
            return ConvertSeveral(field, value, parent, isCondition);
        }

        if (Scalar(value) is not { } text)
        {
            return Invalid(field, value.ValueKind is JsonValueKind.Array ? "a list, and the field holds one value" : "not a plain value");
        }

        return field.Choices is not null
            ? ChoiceResolver.Resolve(field, text, parent, isCondition)
            : ConvertOne(field, text);
    }

    private static (string? Text, FailureDetail? Problem) ConvertSeveral(Field field, JsonElement value, string? parent, bool isCondition)
    {
        var texts = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().Select(Scalar).ToList() : Several(field, Scalar(value));
        if (texts.Count > MostValues)
        {
            return Invalid(field, $"a list of {texts.Count} values; at most {MostValues} are taken");
        }

        if (texts.Contains(null))
        {
            return Invalid(field, "not a list of plain values");
        }

        if (texts.Count == 0)
        {
            return Invalid(field, "an empty list; clear the field instead");
        }

        if (field.Choices is null)
        {
            return (CanonicalText.Join(texts!), null);
        }

        var ids = new List<string>();
        foreach (var text in texts)
        {
            var (id, problem) = ChoiceResolver.Resolve(field, text!, parent, isCondition);
            if (problem is not null)
            {
                return (null, problem);
            }

            ids.Add(id!);
        }

        return (CanonicalText.Join(ids.Distinct(StringComparer.OrdinalIgnoreCase)), null);
    }

    /// <summary>Splits text at commas, unless the whole text is the label of one choice.</summary>
    private static List<string?> Several(Field field, string? text) =>
        text is null || field.ChoiceIndex?.HasLabel(text) is true
            ? [text]
            : [.. CanonicalText.Split(text)];

    private (string? Text, FailureDetail? Problem) ConvertOne(Field field, string text)
    {
        switch (field.Type)
        {
            case FieldType.Integer:
                // Some vendors store yes and no as 1 and 0.
                var digits = text.ToLowerInvariant() switch { "true" => "1", "false" => "0", _ => text };
                return CanonicalText.TryNumber(digits, out var whole) && whole == decimal.Truncate(whole) && whole is >= long.MinValue and <= long.MaxValue
                    ? (CanonicalText.From(whole), null)
                    : Invalid(field, "not a whole number", text);
            case FieldType.Decimal:
                return CanonicalText.TryNumber(text, out var number) ? (CanonicalText.From(number), null) : Invalid(field, "not a number", text);
            case FieldType.Boolean:
                return text.ToLowerInvariant() switch
                {
                    "true" or "1" or "yes" => (CanonicalText.From(true), null),
                    "false" or "0" or "no" => (CanonicalText.From(false), null),
                    _ => Invalid(field, "neither true nor false", text),
                };
            case FieldType.DateTime when !CanonicalText.IsUnambiguousInstant(text, zone):
                return Invalid(field, $"a time that {zone.Id} has twice or not at all, because the clocks change; give it with an offset", text);
            case FieldType.DateTime:
                return CanonicalText.TryInstant(text, zone, out var instant)
                    ? (CanonicalText.From(instant), null)
                    : Invalid(field, "not a date and time such as 2026-03-21T14:30:00Z", text);
            case FieldType.Date:
                return CanonicalText.TryInstant(text, zone, out var day)
                    ? (CanonicalText.From(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(day, zone).DateTime)), null)
                    : Invalid(field, "not a date such as 2026-03-21", text);
            case FieldType.Guid:
                return CanonicalText.TryGuid(text, out var guid) ? (CanonicalText.From(guid), null) : Invalid(field, "not a GUID", text);
            default:
                return ConvertText(field, text);
        }
    }

    private static (string? Text, FailureDetail? Problem) ConvertText(Field field, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Invalid(field, "a text with a NUL character");
        }

        return text.Length > field.MaxLength
            ? (null, new FailureDetail(
                FailureDetailCode.ValueTooLong,
                field.Name,
                $"{field.Label} holds at most {field.MaxLength} characters; the text has {text.Length}."))
            : (text, null);
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        // 5.0 is the choice 5.
        JsonValueKind.Number => CanonicalText.TryNumber(value.GetRawText(), out var number) ? CanonicalText.From(number) : value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static (string? Text, FailureDetail? Problem) Invalid(Field field, string what, string? text = null) => (null, new FailureDetail(
        FailureDetailCode.ValueInvalid,
        field.Name,
        new StringBuilder(field.Label).Append(text is null ? string.Empty : $" {Presentation.Quote(text)}").Append(" is ").Append(what).Append('.').ToString()));
}

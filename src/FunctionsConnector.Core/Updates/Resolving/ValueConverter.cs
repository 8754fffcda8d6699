using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Converts a caller's JSON value into the canonical text of a field's type.</summary>
internal sealed class ValueConverter(TimeZoneInfo zone)
{
    /// <summary>Of one field. No record holds as many, and the time for an update must not depend on what a caller sends.</summary>
    public const int MostValues = 1_000;

    private readonly InstantConverter _instants = new(zone);

    /// <param name="field">The field.</param>
    /// <param name="value">The caller's value; never JSON null.</param>
    /// <param name="parent">The id of the parent field's choice.</param>
    /// <param name="isCondition">True for a condition.</param>
    public ConvertedValue Convert(Field field, JsonElement value, string? parent, bool isCondition)
    {
        if (field.AllowsMultiple)
        {
            return ConvertSeveral(field, value, parent, isCondition);
        }

        if (Scalar(value) is not { } text)
        {
            return ConvertedValue.Invalid(field, value.ValueKind is JsonValueKind.Array ? "a list, and the field holds one value" : "not a plain value");
        }

        return field.Choices is not null
            ? ChoiceResolver.Resolve(field, text, parent, isCondition)
            : ConvertOne(field, text);
    }

    private static ConvertedValue ConvertSeveral(Field field, JsonElement value, string? parent, bool isCondition)
    {
        var texts = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().Select(Scalar).ToList() : Several(field, Scalar(value));
        if (texts.Count > MostValues)
        {
            return ConvertedValue.Invalid(field, $"a list of {texts.Count} values; at most {MostValues} are taken");
        }

        if (texts.Contains(null))
        {
            return ConvertedValue.Invalid(field, "not a list of plain values");
        }

        if (texts.Count == 0)
        {
            return ConvertedValue.Invalid(field, "an empty list; clear the field instead");
        }

        if (field.Choices is null)
        {
            return ConvertedValue.Of(CanonicalText.Join(texts!));
        }

        var ids = new List<string>();
        foreach (var text in texts)
        {
            var (id, problem) = ChoiceResolver.Resolve(field, text!, parent, isCondition);
            if (problem is not null)
            {
                return new ConvertedValue(null, problem);
            }

            ids.Add(id!);
        }

        return ConvertedValue.Of(CanonicalText.Join(ids.Distinct(StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>Splits text at commas, unless the whole text is the label of one choice.</summary>
    private static List<string?> Several(Field field, string? text) =>
        text is null || field.ChoiceIndex?.HasLabel(text) is true
            ? [text]
            : [.. CanonicalText.Split(text)];

    private ConvertedValue ConvertOne(Field field, string text)
    {
        switch (field.Type)
        {
            case FieldType.Integer:
                // Some vendors store yes and no as 1 and 0.
                var digits = text.ToLowerInvariant() switch { "true" => "1", "false" => "0", _ => text };
                return CanonicalText.TryNumber(digits, out var whole) && whole == decimal.Truncate(whole) && whole is >= long.MinValue and <= long.MaxValue
                    ? ConvertedValue.Of(CanonicalText.From(whole))
                    : ConvertedValue.Invalid(field, "not a whole number", text);
            case FieldType.Decimal:
                return CanonicalText.TryNumber(text, out var number) ? ConvertedValue.Of(CanonicalText.From(number)) : ConvertedValue.Invalid(field, "not a number", text);
            case FieldType.Boolean:
                return text.ToLowerInvariant() switch
                {
                    "true" or "1" or "yes" => ConvertedValue.Of(CanonicalText.From(true)),
                    "false" or "0" or "no" => ConvertedValue.Of(CanonicalText.From(false)),
                    _ => ConvertedValue.Invalid(field, "neither true nor false", text),
                };
            case FieldType.DateTime:
                return _instants.ToInstant(field, text);
            case FieldType.Date:
                return _instants.ToDay(field, text);
            case FieldType.Guid:
                return CanonicalText.TryGuid(text, out var guid) ? ConvertedValue.Of(CanonicalText.From(guid)) : ConvertedValue.Invalid(field, "not a GUID", text);
            default:
                return ConvertText(field, text);
        }
    }

    private static ConvertedValue ConvertText(Field field, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return ConvertedValue.Invalid(field, "a text with a NUL character");
        }

        return text.Length > field.MaxLength
            ? new ConvertedValue(null, new FailureDetail(
                FailureDetailCode.ValueTooLong,
                field.Name,
                $"{field.Label} holds at most {field.MaxLength} characters; the text has {text.Length}."))
            : ConvertedValue.Of(text);
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
}

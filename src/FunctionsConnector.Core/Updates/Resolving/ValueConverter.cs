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

        var (one, instead) = ValueForms.One(field, value);
        if (instead is not null)
        {
            return ConvertedValue.Invalid(field, instead);
        }

        return field.Choices is not null
            ? ChoiceResolver.Resolve(field, one, parent, isCondition)
            : ConvertOne(field, one);
    }

    private static ConvertedValue ConvertSeveral(Field field, JsonElement value, string? parent, bool isCondition)
    {
        var (values, instead) = ValueForms.Several(field, value);
        if (instead is not null)
        {
            return ConvertedValue.Invalid(field, instead);
        }

        if (values.Count > MostValues)
        {
            return ConvertedValue.Invalid(field, $"a list of {values.Count} values; at most {MostValues} are taken");
        }

        if (values.Count == 0)
        {
            return ConvertedValue.Invalid(field, "an empty list; clear the field instead");
        }

        if (field.Choices is null)
        {
            // The system would take one value with a comma for two.
            if (values.Any(one => one.Text.Contains(',', StringComparison.Ordinal)))
            {
                return ConvertedValue.Invalid(field, "a list with a comma in one of its values, and commas separate its values");
            }

            return ConvertedValue.Of(CanonicalText.Join(values.Select(one => one.Text)));
        }

        var ids = new List<string>();
        foreach (var one in values)
        {
            var (id, problem) = ChoiceResolver.Resolve(field, one, parent, isCondition);
            if (problem is not null)
            {
                return new ConvertedValue(null, problem);
            }

            ids.Add(id!);
        }

        return ConvertedValue.Of(CanonicalText.Join(ids.Distinct(StringComparer.OrdinalIgnoreCase)));
    }

    private ConvertedValue ConvertOne(Field field, PlainValue value)
    {
        if (field.Type == FieldType.Text)
        {
            return ConvertText(field, value.Text);
        }

        // A number or GUID may be the id of another record.
        var text = BlankText.Trim(field.Type is FieldType.Integer or FieldType.Guid ? value.AsName().Text : value.Text);
        return field.Type switch
        {
            FieldType.Integer => NumberConverter.ToInteger(field, text),
            FieldType.Decimal => NumberConverter.ToDecimal(field, text),
            FieldType.Boolean => text.ToLowerInvariant() switch
            {
                "true" or "1" or "yes" => ConvertedValue.Of(CanonicalText.From(true)),
                "false" or "0" or "no" => ConvertedValue.Of(CanonicalText.From(false)),
                _ => ConvertedValue.Invalid(field, "neither true nor false", text),
            },
            FieldType.DateTime => Explained(field, text, _instants.ToInstant(field, text)),
            FieldType.Date => Explained(field, text, _instants.ToDay(field, text)),
            FieldType.Guid => CanonicalText.TryGuid(text, out var guid) ? ConvertedValue.Of(CanonicalText.From(guid)) : ConvertedValue.Invalid(field, "not a GUID", text),
            _ => throw new InvalidOperationException($"Unknown type {field.Type}."),
        };
    }

    private static ConvertedValue Explained(Field field, string text, ConvertedValue converted) =>
        converted.Problem is not null && DateForm.Describe(text) is { } what ? ConvertedValue.Invalid(field, what, text) : converted;

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
}

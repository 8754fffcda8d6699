using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Takes a caller's values out of the forms in which they come: objects, lists, the JSON text of either, text with separators.</summary>
internal static class ValueForms
{
    /// <summary>The one value for a field that holds one.</summary>
    /// <returns>The value, or what the caller's value is instead, as it reads after "is".</returns>
    public static (PlainValue Value, string? Instead) One(Field field, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                var filled = value.EnumerateArray().Where(item => !CallerValue.IsBlank(item)).Take(2).ToList();
                return filled is [{ ValueKind: not JsonValueKind.Array } only]
                    ? One(field, only)
                    : (default, "a list, and the field holds one value");
            case JsonValueKind.Object:
                return OfObject(field, value);
            default:
                return !IsLabel(field, value) && CallerValue.FromJsonText(field, value) is { } parsed
                    ? One(field, parsed)
                    : PlainValue.Of(value) is { } plain ? (plain, null) : (default, "not a plain value");
        }
    }

    /// <summary>The values for a field that holds several. Blank ones are left out.</summary>
    /// <returns>The values, or what the caller's value is instead, as it reads after "is".</returns>
    public static (List<PlainValue> Values, string? Instead) Several(Field field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return OfList(field, value);
        }

        if (!IsLabel(field, value) && CallerValue.FromJsonText(field, value) is { } parsed)
        {
            return Several(field, parsed);
        }

        var (one, instead) = One(field, value);
        return instead is null ? (Split(field, one), null) : ([], instead);
    }

    private static (PlainValue Value, string? Instead) OfObject(Field field, JsonElement value)
    {
        if (DropdownObject.MemberOf(value) is not { Value.ValueKind: not (JsonValueKind.Array or JsonValueKind.Object) } member)
        {
            return (default, "an object without a 'Value', 'id' or 'label'");
        }

        var (inner, instead) = One(field, member.Value);
        return (member.By is { } by ? inner with { By = by } : inner, instead);
    }

    private static (List<PlainValue> Values, string? Instead) OfList(Field field, JsonElement list)
    {
        var values = new List<PlainValue>();
        foreach (var item in list.EnumerateArray())
        {
            if (CallerValue.IsBlank(item))
            {
                continue;
            }

            var (one, instead) = item.ValueKind == JsonValueKind.Array ? (default, "not a list of plain values") : One(field, item);
            if (instead is not null)
            {
                return ([], instead);
            }

            values.Add(one);
        }

        return (values, null);
    }

    /// <summary>Splits text at semicolons, then at commas, but never the label of one choice.</summary>
    private static List<PlainValue> Split(Field field, PlainValue value) => value.By != NamedBy.LabelOrId || !HasSeparator(value.Text) || IsLabel(field, value.Text)
        ? [value]
        : [.. value.Text.Split(';').SelectMany(part => part.Contains(',', StringComparison.Ordinal) && !IsLabel(field, part) ? part.Split(',') : [part])
            .Select(BlankText.Trim)
            .Where(part => part.Length > 0)
            .Select(part => new PlainValue(part))];

    private static bool HasSeparator(string text) => text.AsSpan().ContainsAny(',', ';');

    private static bool IsLabel(Field field, JsonElement value) =>
        field.Choices is not null && CallerValue.FromJsonText(field, value) is not null && IsLabel(field, value.GetString()!);

    private static bool IsLabel(Field field, string text) => field.ChoiceIndex?.HasLabel(text) is true;
}

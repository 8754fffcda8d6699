using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving.References;

/// <summary>Tells what people call a record from its id.</summary>
internal static class ReferenceText
{
    /// <summary>Longer than any name: such a text is refused as a value of the field's type.</summary>
    private const int Longest = 200;

    /// <summary>What the caller calls the record; null where the value is an id, or nothing that could name a record.</summary>
    public static string? Of(Field field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Trim() is not { Length: > 0 and <= Longest } text)
        {
            return null;
        }

        return IsId(field, text) ? null : text;
    }

    private static bool IsId(Field field, string text) =>
        field.Type == FieldType.Guid ? CanonicalText.TryGuid(text, out _) : CanonicalText.TryNumber(text, out _);
}

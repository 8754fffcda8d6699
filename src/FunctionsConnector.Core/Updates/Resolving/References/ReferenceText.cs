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
        var one = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 ? value[0] : value;
        if (one.ValueKind == JsonValueKind.Object && DropdownObject.MemberOf(one) is { } member && member.By != NamedBy.Id)
        {
            one = member.Value;
        }

        if (one.ValueKind != JsonValueKind.String || WithoutClaim(one.GetString()!.Trim()) is not { Length: > 0 and <= Longest } text)
        {
            return null;
        }

        return IsId(field, text) ? null : text;
    }

    /// <summary>SharePoint's claim of a person, <c>i:0#.f|membership|name@contoso.example</c>, without what precedes the sign-in name.</summary>
    private static string WithoutClaim(string text) => text.StartsWith("i:0#", StringComparison.OrdinalIgnoreCase) ? text[(text.LastIndexOf('|') + 1)..] : text;

    private static bool IsId(Field field, string text) =>
        field.Type == FieldType.Guid ? CanonicalText.TryGuid(text, out _) : CanonicalText.TryNumber(text, out _);
}

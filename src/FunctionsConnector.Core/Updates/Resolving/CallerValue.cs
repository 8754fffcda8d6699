using System.Runtime.InteropServices;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>The forms in which flows and agents send values.</summary>
public static class CallerValue
{
    /// <summary>
    /// Whether the value says nothing: null, a blank text, an empty list or a list of blanks, a dropdown's object without a choice. Flow
    /// designers, forms and agents send these for what nobody filled in, so they never clear a field.
    /// </summary>
    public static bool IsBlank(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => IsBlankText(value),
        JsonValueKind.Array => value.EnumerateArray().All(IsBlank),
        JsonValueKind.Object => DropdownObject.MemberOf(value) is { } member && IsBlankScalar(member.Value),
        _ => false,
    };

    /// <summary>Whether a single value is blank, without a search through what is nested.</summary>
    internal static bool IsBlankScalar(JsonElement value) => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && IsBlankText(value));

    /// <summary>The same for a field that is not free text, which may also get the JSON text of an empty list.</summary>
    internal static bool IsBlank(Field field, JsonElement value) => IsBlank(value) || (FromJsonText(field, value) is { } parsed && IsBlank(parsed));

    /// <summary>
    /// The list or object that a text holds as JSON: Microsoft Forms sends several choices as <c>"[\"A\",\"B\"]"</c>. Null where it holds
    /// none, and in a field of free text, where it may be meant.
    /// </summary>
    internal static JsonElement? FromJsonText(Field field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || (field is { Type: FieldType.Text, Choices: null, AllowsMultiple: false }) || !StartsLikeJson(value))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(value.GetString()!) is var parsed && JsonStrings.AreText(parsed) ? parsed : null;
        }
        catch (JsonException)
        {
            // A label that begins like JSON.
            return null;
        }
    }

    private static bool StartsLikeJson(JsonElement text) => JsonMarshal.GetRawUtf8Value(text).Slice(1).TrimStart(" "u8) is [(byte)'[' or (byte)'{', ..];

    // Nearly every text begins with a visible character, so it is seldom decoded here.
    private static bool IsBlankText(JsonElement text) =>
        JsonMarshal.GetRawUtf8Value(text) is var raw && (raw.Length == 2 || (raw[1] is <= (byte)' ' or (byte)'\\' or > (byte)'~' && BlankText.Is(text.GetString())));
}

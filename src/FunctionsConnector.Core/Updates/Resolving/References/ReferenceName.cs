using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving.References;

/// <summary>Tells what people call a record from its id.</summary>
internal static class ReferenceName
{
    /// <summary>Longer than any name: such a text is refused as a value of the field's type.</summary>
    private const int Longest = 200;

    /// <summary>The begin of a claim, which SharePoint has for a person: <c>i:0#.f|membership|jane@contoso.example</c>.</summary>
    private const string Claim = "i:0";

    /// <summary>What the caller calls the record, and the value as it is to be converted where that is null.</summary>
    public static (string? Name, JsonElement Value) Of(Field field, JsonElement value)
    {
        var (given, instead) = ValueForms.One(field, value);
        if (instead is not null)
        {
            return (null, value);
        }

        var plain = given.AsName();
        var text = BlankText.Trim(plain.Text);
        if (plain.By == NamedBy.Id)
        {
            return (null, JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\""));
        }

        var name = text.StartsWith(Claim, StringComparison.Ordinal) ? text[(text.LastIndexOf('|') + 1)..] : text;
        return name.Length is > 0 and <= Longest && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) && (plain.By == NamedBy.Label || !IsId(field, name)) ? (name, value) : (null, value);
    }

    private static bool IsId(Field field, string text) =>
        field.Type == FieldType.Guid ? CanonicalText.TryGuid(text, out _) : text.All(char.IsAsciiDigit);
}

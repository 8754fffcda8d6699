using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.References;

/// <summary>The ids of a profile's records.</summary>
internal static class RecordId
{
    private const int MostDigits = 19;
    private const int HexDigits = 32;

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool Fits(IdForm form, string text) => form switch
    {
        IdForm.Guid => CanonicalText.IsGuidId(text),
        IdForm.Hex32 => text.Length == HexDigits && text.All(char.IsAsciiHexDigit),
        _ => text.Length is > 0 and <= MostDigits && text.All(char.IsAsciiDigit),
    };

    /// <summary>The form, as it reads after a colon.</summary>
    public static string Describe(IdForm form) => form switch
    {
        IdForm.Guid => "it must be a GUID",
        IdForm.Hex32 => $"it must have {HexDigits} hexadecimal digits",
        _ => "it must be a whole number",
    };
}

using System.Text.Json;

namespace FunctionsConnector.Core.Json;

/// <summary>The texts of a JSON value.</summary>
internal static class JsonStrings
{
    /// <summary>Whether all of them can be read. A lone surrogate is valid JSON, but reading it as a string throws.</summary>
    public static bool AreText(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => json.GetString() is not null,
                JsonValueKind.Array => json.EnumerateArray().All(AreText),
                JsonValueKind.Object => json.EnumerateObject().All(property => property.Name is not null && AreText(property.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

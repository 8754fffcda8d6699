using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>Finds what a JSON parser lets through and nobody can use: a name given twice, and half a character.</summary>
internal static class JsonText
{
    private const int MostHeldAgainstEach = 16;

    /// <summary>Whether JSON text cannot have half a character in it: it is good UTF-8 and nothing in it is escaped.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) => !text.Contains((byte)'\\') && Utf8.IsValid(text);

    /// <summary>
    /// Whether no name is there twice in any object of plain text. Of an object with more properties than nearly all have it is not
    /// told: each is held against each.
    /// </summary>
    public static bool HasEachNameOnce(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return value.GetPropertyCount() <= MostHeldAgainstEach && HasEachNameOnce(value.EnumerateObject());
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (!HasEachNameOnce(item))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    private static bool HasEachNameOnce(JsonElement.ObjectEnumerator properties)
    {
        while (properties.MoveNext())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(properties.Current);
            var rest = properties;
            while (rest.MoveNext())
            {
                if (name.SequenceEqual(JsonMarshal.GetRawUtf8PropertyName(rest.Current)))
                {
                    return false;
                }
            }

            if (!HasEachNameOnce(properties.Current.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>The first thing wrong anywhere in the value, or null.</returns>
    public static Failure? Problem(JsonElement value)
    {
        try
        {
            return Walk(value);
        }
        catch (InvalidOperationException)
        {
            // RFC 8259 section 8.2: an escape such as \uD800 alone is grammatical JSON, and no text. The parser lets other encodings pass, too.
            return InvalidBody.Because(@"The body has a text with half a character: bytes that are not UTF-8, or an unpaired surrogate escape such as \uD800.");
        }
    }

    private static Failure? Walk(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in value.EnumerateObject())
                {
                    if (!names.Add(property.Name))
                    {
                        return InvalidBody.Because($"The body has the property {Presentation.Quote(property.Name)} twice. Give it once.", property.Name);
                    }

                    if (Walk(property.Value) is { } problem)
                    {
                        return problem;
                    }
                }

                return null;
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(Walk).FirstOrDefault(problem => problem is not null);
            case JsonValueKind.String:
                _ = value.GetString();
                return null;
            default:
                return null;
        }
    }
}

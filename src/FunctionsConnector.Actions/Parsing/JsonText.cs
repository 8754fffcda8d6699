using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>Finds two errors that a JSON parser accepts: a duplicate name and an unpaired surrogate or invalid UTF-8.</summary>
internal static class JsonText
{
    private const int MaxPairwiseProperties = 16;

    /// <summary>Whether JSON text is valid UTF-8 without escapes, so that it cannot contain an unpaired surrogate.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) => !text.Contains((byte)'\\') && Utf8.IsValid(text);

    /// <summary>
    /// Whether every name is unique in each object of plain text. False for an object with many properties, because the comparison is
    /// quadratic; <see cref="Problem"/> checks those.
    /// </summary>
    public static bool HasEachNameOnce(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return value.GetPropertyCount() <= MaxPairwiseProperties && HasEachNameOnce(value.EnumerateObject());
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

    /// <returns>The first problem at any depth, or null.</returns>
    public static Failure? Problem(JsonElement value)
    {
        try
        {
            return Walk(value);
        }
        catch (InvalidOperationException)
        {
            // RFC 8259 section 8.2: a single escape such as \uD800 is grammatical JSON, but not text. The parser accepts invalid UTF-8, too.
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

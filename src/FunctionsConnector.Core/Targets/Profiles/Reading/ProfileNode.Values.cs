using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <content>The members that are no objects.</content>
internal sealed partial class ProfileNode
{
    private const int LongestText = 2_000;

    public string? Text(string name, bool isRequired = false)
    {
        if (Member(name, isRequired, "a text") is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is { Length: > 0 and <= LongestText } && !text.Any(char.IsControl))
        {
            return text;
        }

        Problem(name, $"must be a text of 1 to {LongestText} characters without control characters.");
        return null;
    }

    public bool Flag(string name)
    {
        if (Member(name, isRequired: false, "true or false") is { } value)
        {
            if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                return value.GetBoolean();
            }

            Problem(name, "must be true or false.");
        }

        return false;
    }

    public int? Number(string name, int least, int most, bool isRequired = false)
    {
        if (Member(name, isRequired, "a number") is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problem(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}."));
        return null;
    }

    /// <summary>One of a fixed list of words; the default where it is absent or invalid.</summary>
    public T One<T>(string name, FrozenDictionary<string, T> words, bool isRequired = true)
    {
        if (Text(name, isRequired) is not { } word)
        {
            return default!;
        }

        if (words.TryGetValue(word, out var found))
        {
            return found;
        }

        Problem(name, $"is {Presentation.Quote(word)}. Allowed: {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.");
        return default!;
    }

    public JsonPath? Path(string name, bool isRequired = false)
    {
        // The empty pointer is the whole value.
        if (Has(name) && json.GetProperty(name) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Length == 0)
        {
            return JsonPath.Whole;
        }

        return Text(name, isRequired) is { } text ? PathOf(name, text, isSingle: true) : null;
    }

    /// <summary>A pointer with the place of a field's name.</summary>
    public JsonPath? FieldPath(string name)
    {
        var path = Path(name, isRequired: true);
        if (path is { NamesField: false })
        {
            Problem(name, "must contain {name}, the place of the field's name.");
        }

        return path;
    }

    public IReadOnlyList<JsonPath> Paths(string name, bool isRequired = false) =>
        [.. Texts(name, isRequired).Select(text => PathOf(name, text, isSingle: false)).OfType<JsonPath>()];

    public UrlTemplate? Template(string name, IReadOnlyCollection<string> names, IReadOnlyCollection<string> needed, bool isRequired = true)
    {
        if (Text(name, isRequired) is not { } text)
        {
            return null;
        }

        var (template, problem) = UrlTemplate.Parse(text);
        if (template is null)
        {
            Problem(name, $"{problem}.");
        }
        else if (template.Names.FirstOrDefault(used => !names.Contains(used)) is { } unknown)
        {
            Problem(name, $"takes {{{unknown}}}, which has no value here. There are {string.Join(", ", names.Select(known => $"{{{known}}}"))}.");
        }
        else if (needed.FirstOrDefault(wanted => !template.Names.Contains(wanted)) is { } missing)
        {
            Problem(name, $"must contain {{{missing}}}.");
        }

        return template;
    }

    public IReadOnlyList<string> Texts(string name, bool isRequired = false)
    {
        var texts = new List<string>();
        foreach (var (item, at) in Items(name, isRequired))
        {
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 and <= LongestText } text)
            {
                texts.Add(text);
            }
            else
            {
                problems.Add(new ProfileProblem(at, "must be a text."));
            }
        }

        return texts;
    }

    public IReadOnlyList<int> Numbers(string name, int least, int most)
    {
        var numbers = new List<int>();
        foreach (var (item, at) in Items(name, isRequired: true))
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) && number >= least && number <= most)
            {
                numbers.Add(number);
            }
            else
            {
                problems.Add(new ProfileProblem(at, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}.")));
            }
        }

        return numbers;
    }

    private JsonPath? PathOf(string name, string text, bool isSingle)
    {
        var path = JsonPath.Parse(text);
        if (path is null)
        {
            Problem(name, $"{Presentation.Quote(text)} is not a JSON Pointer. It begins with a slash, such as /result; ~0 stands for ~ and ~1 for a slash.");
        }
        else if (isSingle && path.Tokens.Contains("*"))
        {
            Problem(name, "must not have the token *, because it means one value.");
        }

        return path;
    }
}

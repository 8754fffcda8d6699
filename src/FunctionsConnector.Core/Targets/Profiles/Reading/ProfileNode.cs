using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>An object of a profile. An invalid member becomes a problem and counts as absent; so does a member that nobody asked for.</summary>
internal sealed class ProfileNode(JsonElement json, string pointer, List<ProfileProblem> problems)
{
    private const int LongestText = 2_000;
    private const int MostItems = 500;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public bool Has(string name)
    {
        _known.Add(name);
        return json.TryGetProperty(name, out _);
    }

    public void Problem(string? name, string text) => problems.Add(new ProfileProblem(name is null ? pointer : PointerOf(pointer, name), text));

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

    public T? Object<T>(string name, Func<ProfileNode, T?> read, bool isRequired = false)
        where T : class =>
        Member(name, isRequired, "an object") is { } value ? Read(value, PointerOf(pointer, name), read) : null;

    public IReadOnlyList<T> Objects<T>(string name, Func<ProfileNode, T?> read, bool isRequired = false)
        where T : class =>
        [.. Items(name, isRequired).Select(item => Read(item.Json, item.Pointer, read)).OfType<T>()];

    /// <summary>The members of an object with names of the author's own.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Members(string name)
    {
        if (Member(name, isRequired: false, "an object") is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() <= MostItems)
        {
            return [.. value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value))];
        }

        Problem(name, $"must be an object with at most {MostItems} members.");
        return [];
    }

    public FrozenDictionary<string, T> Map<T>(string name, Func<ProfileNode, T?> read)
        where T : class =>
        Members(name)
            .Select(member => (member.Key, Value: Read(member.Value, PointerOf(PointerOf(pointer, name), member.Key), read)))
            .Where(member => member.Value is not null)
            .ToFrozenDictionary(member => member.Key, member => member.Value!, StringComparer.Ordinal);

    private T? Read<T>(JsonElement value, string at, Func<ProfileNode, T?> read)
        where T : class
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new ProfileProblem(at, "must be an object."));
            return null;
        }

        var node = new ProfileNode(value, at, problems);
        var result = read(node);
        node.RefuseUnknown();
        return result;
    }

    /// <summary>Reads the whole file.</summary>
    public static T? ReadRoot<T>(JsonElement value, List<ProfileProblem> problems, Func<ProfileNode, T?> read)
        where T : class =>
        new ProfileNode(default, string.Empty, problems).Read(value, string.Empty, read);

    private void RefuseUnknown()
    {
        foreach (var name in json.EnumerateObject().Select(member => member.Name).Where(name => !_known.Contains(name)))
        {
            Problem(name, $"is not known here.{NearestNames.Question(NearestNames.Of(name, _known))} There are {string.Join(", ", _known)}.");
        }
    }

    private IEnumerable<(JsonElement Json, string Pointer)> Items(string name, bool isRequired)
    {
        if (Member(name, isRequired, "a list") is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostItems && (value.GetArrayLength() > 0 || !isRequired))
        {
            return value.EnumerateArray().Select((item, index) => (item, PointerOf(PointerOf(pointer, name), string.Create(CultureInfo.InvariantCulture, $"{index}"))));
        }

        Problem(name, $"must be a list of {(isRequired ? 1 : 0)} to {MostItems} items.");
        return [];
    }

    private JsonElement? Member(string name, bool isRequired, string form)
    {
        _known.Add(name);
        if (json.TryGetProperty(name, out var value))
        {
            return value;
        }

        if (isRequired)
        {
            Problem(name, $"is missing. Add {form}.");
        }

        return null;
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

    private static string PointerOf(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}

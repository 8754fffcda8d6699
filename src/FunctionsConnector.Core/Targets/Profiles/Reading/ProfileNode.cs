using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>An object of a profile. An invalid member becomes a problem and counts as absent; so does a member that nobody asked for.</summary>
internal sealed partial class ProfileNode(JsonElement json, string pointer, List<ProfileProblem> problems)
{
    private const int MostItems = 500;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public bool Has(string name)
    {
        _known.Add(name);
        return json.TryGetProperty(name, out _);
    }

    public void Problem(string? name, string text) => problems.Add(new ProfileProblem(name is null ? pointer : PointerOf(pointer, name), text));

    /// <summary>The place of a member, for problems that concern several.</summary>
    public ProfileNode Part(string name) => new(json.GetProperty(name), PointerOf(pointer, name), problems);

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

    private static string PointerOf(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}

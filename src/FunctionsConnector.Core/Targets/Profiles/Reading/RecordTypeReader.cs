using System.Collections.Frozen;
using System.Text.Json;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads the record types of a profile.</summary>
internal static class RecordTypeReader
{
    private static readonly string[] Reserved = [TemplateName.RecordType, TemplateName.Id, TemplateName.Number, TemplateName.Text, TemplateName.Fields, "name"];

    /// <summary>The names that a URL template may take of a record type.</summary>
    public static IReadOnlyList<string> NamesOf(ProfileRecordTypes types) =>
        [TemplateName.RecordType, .. types.Known.SelectMany(type => type.Values.Keys).Concat(types.Call?.Values.Keys ?? []).Distinct()];

    public static ProfileRecordTypes Read(ProfileNode node)
    {
        var known = node.Objects("known", Type);
        foreach (var twice in known.GroupBy(type => type.Id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            node.Problem("known", $"has the id '{twice.Key}' twice. Give each record type an id of its own.");
        }

        var call = node.Object("list", Call);
        if (known.Count == 0 && !node.Has("list"))
        {
            node.Problem("known", "is missing. Add a list of record types, or a list call.");
        }

        return new ProfileRecordTypes(known, call);
    }

    /// <summary>Whether a text may be a part of a route and of a vendor's URL.</summary>
    public static bool IsId(string text) =>
        text.Length <= 200 && text is not ("." or "..") && !text.Any(character => char.IsControl(character) || "/\\%?#".Contains(character, StringComparison.Ordinal));

    private static ProfileRecordType? Type(ProfileNode node)
    {
        var (id, label) = (node.Text("id", isRequired: true), node.Text("label", isRequired: true));
        if (id is not null && !IsId(id))
        {
            node.Problem("id", "must not have / \\ % ? # or be a dot: it is part of a route.");
        }

        var values = new Dictionary<string, string>();
        foreach (var (name, value) in node.Members("values"))
        {
            if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } text || !IsId(text) || !IsName(name))
            {
                node.Problem("values", $"has '{name}', which must be a name of letters other than {string.Join(", ", Reserved)}, with a text that has no / \\ % ? #.");
                continue;
            }

            values[name] = text;
        }

        return id is null || label is null ? null : new ProfileRecordType(id, label, values.ToFrozenDictionary());
    }

    private static RecordTypeCall? Call(ProfileNode node)
    {
        var values = new Dictionary<string, JsonPath>();
        foreach (var (name, value) in node.Members("values"))
        {
            if (value.ValueKind == JsonValueKind.String && JsonPath.Parse(value.GetString()!) is { } path && IsName(name))
            {
                values[name] = path;
            }
            else
            {
                node.Problem("values", $"has '{name}', which must be a name of letters other than {string.Join(", ", Reserved)}, with a JSON Pointer.");
            }
        }

        var (url, items, id) = (node.Template("url", [], []), node.Path("items", isRequired: true), node.Path("id", isRequired: true));
        var (label, only, next) = (node.Path("label"), node.Object("only", ConditionReader.Read), node.Path("next"));
        return url is null || items is null || id is null ? null : new RecordTypeCall(url, items, id, label, values.ToFrozenDictionary(), only) { Next = next };
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 50 && name.All(char.IsAsciiLetter) && !Reserved.Contains(name, StringComparer.Ordinal);
}

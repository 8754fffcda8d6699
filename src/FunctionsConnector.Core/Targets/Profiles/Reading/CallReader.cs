using System.Collections.Frozen;
using System.Text.Json;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads how records are found, read and changed.</summary>
/// <param name="values">The names that a URL template may take of a record type.</param>
internal sealed class CallReader(IReadOnlyList<string> values)
{
    private static readonly FrozenDictionary<string, HttpMethod> Methods = new Dictionary<string, HttpMethod>
    {
        ["PATCH"] = HttpMethod.Patch,
        ["PUT"] = HttpMethod.Put,
        ["POST"] = HttpMethod.Post,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, BodyDialect> Dialects = new Dictionary<string, BodyDialect>
    {
        ["merge"] = BodyDialect.Merge,
        ["jsonPatch"] = BodyDialect.JsonPatch,
        ["list"] = BodyDialect.List,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ClearForm> Clears = new Dictionary<string, ClearForm>
    {
        ["null"] = ClearForm.Null,
        ["emptyText"] = ClearForm.EmptyText,
        ["remove"] = ClearForm.Remove,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> ContentTypes = new[]
    {
        "application/json", "application/merge-patch+json", "application/json-patch+json",
    }.ToFrozenDictionary(type => type);

    private static readonly FrozenDictionary<string, bool> Absences = new Dictionary<string, bool> { ["empty"] = true, ["unknown"] = false }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool> Instants = new Dictionary<string, bool> { ["iso"] = false, ["spaced"] = true }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool> Scalars = new Dictionary<string, bool> { ["json"] = false, ["text"] = true }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<ProfileNode, Concurrency?>> Concurrencies = new Dictionary<string, Func<ProfileNode, Concurrency?>>
    {
        ["ifMatch"] = node => new Concurrency.IfMatch(node.Path("tag")),
        ["jsonPatchTest"] = node =>
            (node.Path("version", isRequired: true), node.Path("path", isRequired: true)) is ({ } version, { } path) ? new Concurrency.Test(version, path) : null,
        ["versionField"] = node =>
            (node.Path("version", isRequired: true), node.Path("path", isRequired: true)) is ({ } version, { } path) ? new Concurrency.VersionField(version, path) : null,
    }.ToFrozenDictionary();

    public static Concurrency? Concurrency(ProfileNode node) => node.One("kind", Concurrencies)?.Invoke(node);

    public static ValueForm Values(ProfileNode node) => new()
    {
        AsText = node.One("scalars", Scalars, isRequired: false),
        Booleans = node.Object("booleans", Booleans),
        IsSpaced = node.One("instants", Instants, isRequired: false),
        Separator = node.Text("listSeparator"),
    };

    private static BooleanForm? Booleans(ProfileNode node)
    {
        if ((node.Text("true", isRequired: true), node.Text("false", isRequired: true)) is not ({ } yes, { } no))
        {
            return null;
        }

        if (yes == no)
        {
            node.Problem("false", $"is '{no}', as 'true' is. Give the two texts of the vendor, such as Y and N.");
        }

        return new BooleanForm(yes, no);
    }

    public RecordSearch? Search(ProfileNode node, string textName)
    {
        var url = node.Template("url", [textName, .. values], [textName]);
        var (items, id, names) = (node.Path("items", isRequired: true), node.Path("id", isRequired: true), node.Paths("names", isRequired: true));
        RefuseUnknown(node, "id", id is null ? [] : [id]);
        RefuseUnknown(node, "names", names);
        var (by, inactive, refused, doubled) = (node.Text("by", isRequired: textName == TemplateName.Text), node.Object("inactive", ConditionReader.Read), node.Text("refused"), node.Text("doubled"));
        var containing = textName == TemplateName.Text ? node.Template("containing", [textName, .. values], [textName], isRequired: false) : null;
        if (doubled?.Length > 1)
        {
            node.Problem("doubled", "must be one character.");
        }

        return url is null || items is null || id is null ? null : new RecordSearch(url, items, id, names)
        {
            By = by ?? "number",
            Inactive = inactive,
            Containing = containing,
            Doubled = doubled?[0],
            Refused = refused ?? string.Empty,
        };
    }

    public ReadCall? Read(ProfileNode node)
    {
        var url = node.Template("url", [TemplateName.Id, TemplateName.Fields, .. values], [TemplateName.Id]);
        var (record, id, value) = (node.Path("record", isRequired: true), node.Path("id", isRequired: true), node.FieldPath("value"));
        RefuseUnknown(node, "id", id is null ? [] : [id]);
        var (absent, changedAt, type) = (node.One("absent", Absences), node.Path("changedAt"), node.Path("recordType"));
        return url is null || record is null || id is null || value is null ? null
            : new ReadCall(url, record, id, value) { AbsentIsEmpty = absent, ChangedAt = changedAt, RecordType = type };
    }

    public UpdateCall? Update(ProfileNode node)
    {
        var (method, url) = (node.One("method", Methods), node.Template("url", [TemplateName.Id, .. values], [TemplateName.Id]));
        var (dialect, clear) = (node.One("dialect", Dialects), node.One("clear", Clears));
        var isPatch = dialect == BodyDialect.JsonPatch;
        if (node.Has("clear") && (clear == ClearForm.Remove) != isPatch)
        {
            node.Problem("clear", "does not fit the dialect: a jsonPatch clears with remove, and the others with null or emptyText.");
        }

        var path = isPatch ? node.FieldPath("path") : JsonPath.Whole;
        var within = isPatch ? JsonPath.Whole : node.Path("within") ?? JsonPath.Whole;
        var members = node.Object("members", ListMembers, isRequired: dialect == BodyDialect.List);
        var constants = isPatch ? [] : node.Members("constants");
        RefuseConstants(node, constants, dialect, within);
        return method is null || url is null || path is null ? null : new UpdateCall(method, url, dialect, clear)
        {
            ContentType = node.One("contentType", ContentTypes, isRequired: false) ?? "application/json",
            Path = path,
            Within = within,
            Members = members is null ? default : (members.Item1, members.Item2),
            Constants = constants.ToFrozenDictionary(member => member.Key, member => member.Value.Clone()),
            Headers = HeaderReader.Read(node),
            Record = node.Path("record"),
        };
    }

    private static void RefuseConstants(ProfileNode node, IReadOnlyList<KeyValuePair<string, JsonElement>> constants, BodyDialect dialect, JsonPath within)
    {
        if (constants.Count > 0 && dialect == BodyDialect.List && within.Tokens.Count == 0)
        {
            node.Problem("constants", "has no place: the body is a list. Add within, which puts the list into an object.");
        }
        else if (within.Tokens.Count > 0 && constants.Any(constant => constant.Key == within.Tokens[0]))
        {
            node.Problem("constants", $"has '{within.Tokens[0]}', which the changes stand in. Remove it.");
        }
    }

    private void RefuseUnknown(ProfileNode node, string member, IReadOnlyList<JsonPath> paths)
    {
        if (paths.SelectMany(path => path.Names).FirstOrDefault(name => !values.Contains(name)) is { } unknown)
        {
            node.Problem(member, $"takes {{{unknown}}}, which is not a value of a record type.");
        }
    }

    private static Tuple<string, string>? ListMembers(ProfileNode node) =>
        (node.Text("name", isRequired: true), node.Text("value", isRequired: true)) is ({ } name, { } value) ? Tuple.Create(name, value) : null;
}

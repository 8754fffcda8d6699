using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Definition.JsonSchema;

/// <summary>
/// A validator for the keywords of JSON Schema draft 4 in the schemas of this folder. An unknown keyword is an error, so that no rule is
/// ignored.
/// </summary>
internal sealed class Draft4
{
    private static readonly FrozenSet<string> Silent = FrozenSet.Create(
        "$schema", "id", "title", "description", "default", "definitions", "defaultSnippets", "examples", "format", "additionalItems");

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<string, Place> _documents;
    private readonly Place _root;

    private Draft4(string file)
    {
        _root = Load(file);
        _documents = new() { [string.Empty] = _root, ["http://json-schema.org/draft-04/schema"] = Load("draft-04.json") };
    }

    /// <summary>The deepest problems of a value.</summary>
    public static IReadOnlyList<Problem> Problems(string schemaFile, JsonNode value)
    {
        var schema = new Draft4(schemaFile);
        return [.. schema.Check(schema._root, schema._root, new Place(value, string.Empty))];
    }

    private static Place Load(string file) =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Definition", "Schemas", file)), documentOptions: Options), string.Empty);

    private IEnumerable<Problem> Check(Place document, Place schema, Place value) =>
        schema.TextOf("$ref") is { } reference
            ? Follow(document, reference) is var (inside, target) ? Check(inside, target, value) : []
            : schema.Properties.SelectMany(keyword => Check(document, schema, keyword, value));

    private (Place Document, Place Target) Follow(Place document, string reference)
    {
        var parts = reference.Split('#');
        var inside = parts[0].Length == 0 ? document : _documents[parts[0]];
        return (inside, parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(inside, (at, step) => at.Find(step)!));
    }

    private IEnumerable<Problem> Check(Place document, Place schema, Place keyword, Place value) => keyword.Name switch
    {
        "type" => Types(keyword).Any(type => IsOf(type, value.Value)) ? [] : [new(value.Pointer, $"is not of type {string.Join(" or ", Types(keyword))}")],
        "enum" => keyword.Items.Any(choice => JsonNode.DeepEquals(choice.Value, value.Value)) ? [] : [new(value.Pointer, $"is none of {keyword.Value!.ToJsonString()}")],
        "pattern" => value.Text is { } text && !Regex.IsMatch(text, keyword.Text!) ? [new(value.Pointer, $"does not match {keyword.Text}")] : [],
        "minLength" => value.Text is { } text && text.Length < Number(keyword) ? [new(value.Pointer, "is too short")] : [],
        "minimum" => value.Value?.GetValueKind() == JsonValueKind.Number && Number(value) < Number(keyword) ? [new(value.Pointer, "is too small")] : [],
        "minItems" => value.Value is JsonArray items && items.Count < Number(keyword) ? [new(value.Pointer, "has too few items")] : [],
        "uniqueItems" => value.Items.DistinctBy(item => item.Value?.ToJsonString()).Count() < value.Items.Count() ? [new(value.Pointer, "has an item twice")] : [],
        "minProperties" => value.Value is JsonObject few && few.Count < Number(keyword) ? [new(value.Pointer, "has too few properties")] : [],
        "maxProperties" => value.Value is JsonObject many && many.Count > Number(keyword) ? [new(value.Pointer, "has too many properties")] : [],
        "required" => value.Value is JsonObject given ? keyword.Items.Where(name => !given.ContainsKey(name.Text!)).Select(name => new Problem(value.Pointer, $"lacks {name.Text}")) : [],
        "items" => value.Items.SelectMany(item => Check(document, keyword, item)),
        "allOf" => keyword.Items.SelectMany(part => Check(document, part, value)),
        "anyOf" => AtLeast(document, keyword, value, most: int.MaxValue),
        "oneOf" => AtLeast(document, keyword, value, most: 1),
        "not" => Check(document, keyword, value).Any() ? [] : [new(value.Pointer, "is what it must not be")],
        "properties" => value.Properties.SelectMany(property => keyword.Find(property.Name) is { } declared ? Check(document, declared, property) : []),
        "patternProperties" => value.Properties.SelectMany(property => Matching(schema, property).SelectMany(pattern => Check(document, pattern, property))),
        "additionalProperties" => Others(schema, value).SelectMany(other => keyword.Value is JsonObject
            ? Check(document, keyword, other)
            : keyword.IsTrue ? [] : [new Problem(other.Pointer, "is not a property that is allowed here")]),
        var name when Silent.Contains(name) => [],
        var name => throw new NotSupportedException($"The keyword {name} at {keyword.Pointer} is not known."),
    };

    /// <summary>If no alternative fits, returns the problems of the closest one.</summary>
    private List<Problem> AtLeast(Place document, Place alternatives, Place value, int most)
    {
        var problems = alternatives.Items.Select(alternative => Check(document, alternative, value).ToList()).ToList();
        var fitting = problems.Count(list => list.Count == 0);
        return fitting switch
        {
            0 => problems.OrderByDescending(list => list.Max(problem => problem.Where.Length)).First(),
            _ when fitting > most => [new Problem(value.Pointer, $"fits {fitting} alternatives of {alternatives.Pointer}")],
            _ => [],
        };
    }

    private static IEnumerable<Place> Matching(Place schema, Place property) =>
        (schema.Find("patternProperties")?.Properties ?? []).Where(pattern => Regex.IsMatch(property.Name, pattern.Name));

    private static IEnumerable<Place> Others(Place schema, Place value) =>
        value.Properties.Where(property => schema.Find("properties")?.Has(property.Name) is not true && !Matching(schema, property).Any());

    private static IEnumerable<string> Types(Place keyword) => keyword.Text is { } type ? [type] : keyword.Items.Select(item => item.Text!);

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.Parse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) % 1 == 0,
        _ => false,
    };

    private static decimal Number(Place place) => decimal.Parse(place.Value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>Gives the value of an expression: JSON, or one or several resources, or a lambda.</summary>
/// <param name="names">What the names in it mean.</param>
/// <param name="folder">The folder of its file, from which other files are named.</param>
internal sealed class Expressions(Func<string, object?> names, string folder)
{
    public object? Evaluate(BicepNode node) => node.Type switch
    {
        "string" => JsonValue.Create(String(node)),
        "number" => JsonValue.Create(int.Parse(node.Text, CultureInfo.InvariantCulture)),
        "boolean" => JsonValue.Create(node.Has("true")),
        "null" => null,
        "identifier" => names(node.Text),
        "parenthesized_expression" => Evaluate(node.Parts.Single()),
        "array" => new JsonArray([.. node.Parts.Select(part => Json(part)?.DeepClone())]),
        "object" => Object(node),
        "call_expression" => Call(node["function"].Text, node["arguments"].Parts),
        "member_expression" => Member(Evaluate(node["object"]), node["property"].Text),
        "subscript_expression" => Item(Evaluate(node["object"]), Json(node["index"])!.GetValue<int>()),
        "ternary_expression" => Evaluate(node[Is(node["condition"]) ? "consequence" : "alternative"]),
        "unary_expression" when node["operator"].Type == "!" => JsonValue.Create(!Is(node["argument"])),
        "binary_expression" => JsonValue.Create(Compare(node)),
        "lambda_expression" => new Lambda(item => With(node.Children[0].Text, item).Json(node.Children[^1])),
        _ => throw new InvalidOperationException($"Nobody has said what a {node.Type} is worth: write it down in {nameof(Expressions)}."),
    };

    public JsonNode? Json(BicepNode node) => (JsonNode?)Evaluate(node);

    public bool Is(BicepNode node) => Json(node)!.GetValue<bool>();

    public string String(BicepNode node) => string.Concat(node.Children.Select(part => part.Type switch
    {
        "string_content" => part.Text.TrimStart('\n'),
        "interpolation" => Text(Json(part.Parts.Single())),
        "escape_sequence" => part.Text[^1..],
        _ => string.Empty,
    }));

    /// <summary>An object's properties, but for those that are no data.</summary>
    public JsonObject Object(BicepNode node, params IReadOnlyList<string> without)
    {
        var value = new JsonObject();
        foreach (var property in node.All("object_property").Where(property => !property.Has("resource_declaration") && !without.Contains(Name(property))))
        {
            // A name given twice would be lost without a word.
            value.Add(Name(property), Json(property.Parts[1])?.DeepClone());
        }

        return value;
    }

    public string Name(BicepNode property) => property.Children[0] is { Type: "string" } quoted ? String(quoted) : property.Children[0].Text;

    public Expressions With(string name, object? value) => new(other => other == name ? value : names(other), folder);

    /// <summary>As ARM writes it: booleans with a capital letter.</summary>
    public static string Text(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue<bool>(out var boolean) ? (boolean ? "True" : "False") : $"{value}";

    private object? Call(string function, IReadOnlyList<BicepNode> arguments) => function == "loadJsonContent"
        ? JsonNode.Parse(File.ReadAllText(Path.Combine(folder, String(arguments.Single()))))
        : Functions.Call(function, [.. arguments.Select(Evaluate)]);

    private bool Compare(BicepNode node) => node["operator"].Type switch
    {
        "==" => JsonNode.DeepEquals(Json(node["left"]), Json(node["right"])),
        "!=" => !JsonNode.DeepEquals(Json(node["left"]), Json(node["right"])),
        "&&" => Is(node["left"]) && Is(node["right"]),
        "||" => Is(node["left"]) || Is(node["right"]),
        var other => throw new InvalidOperationException($"Nobody has said what {other} does: write it down in {nameof(Expressions)}."),
    };

    private static object? Item(object? value, int index) => value is JsonArray array ? array[index] : ((IReadOnlyList<DeployedResource>)value!)[index];

    private static JsonNode? Member(object? value, string name) => (value, name) switch
    {
        (DeployedResource resource, "id") => JsonValue.Create(resource.Id),
        (DeployedResource resource, "name") => JsonValue.Create(resource.Name.Split('/')[^1]),
        (DeployedResource resource, "properties") => PlatformProperties.Of(resource),
        (JsonObject there, _) when there.ContainsKey(name) => there[name],
        _ => throw new InvalidOperationException($"There is no {name} in {value ?? "nothing"}."),
    };
}

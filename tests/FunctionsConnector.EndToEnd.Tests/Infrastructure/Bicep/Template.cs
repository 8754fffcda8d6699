using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>
/// One Bicep file with values for its parameters: what it deploys and puts out. It says no to what the compiler would: a name that
/// nothing has, a parameter that is missing or unknown, a name declared twice.
/// </summary>
internal sealed class Template
{
    private readonly IReadOnlyDictionary<string, BicepSource> _files;
    private readonly string _path;
    private readonly Dictionary<string, BicepNode> _declarations;
    private readonly Dictionary<string, object?> _values = [];
    private readonly HashSet<string> _underWay = [];
    private readonly List<DeployedResource> _resources = [];
    private readonly JsonObject _parameters;
    private readonly Expressions _expressions;

    public Template(IReadOnlyDictionary<string, BicepSource> files, string path, JsonObject parameters)
    {
        (_files, _path, _parameters) = (files, path, parameters);
        _expressions = new Expressions(Value, Path.GetDirectoryName(path)!);
        _declarations = files[path].Tree.Children.Where(child => child.Type.EndsWith("_declaration", StringComparison.Ordinal) && child.Type != "output_declaration")
            .ToDictionary(child => child.First("identifier").Text);
        var known = _declarations.Where(declaration => declaration.Value.Type == "parameter_declaration").Select(declaration => declaration.Key);
        parameters.Select(parameter => parameter.Key).Except(known).ShouldBeEmpty($"{path} has no such parameters");
    }

    /// <summary>Evaluates the whole file.</summary>
    public (IReadOnlyList<DeployedResource> Resources, JsonObject Outputs) Deploy()
    {
        foreach (var name in _declarations.Keys)
        {
            Value(name);
        }

        var outputs = new JsonObject();
        foreach (var output in _files[_path].Tree.All("output_declaration"))
        {
            outputs.Add(output.First("identifier").Text, _expressions.Json(output.Children[^1])?.DeepClone());
        }

        return (_resources, outputs);
    }

    private object? Value(string name)
    {
        if (_values.TryGetValue(name, out var known))
        {
            return known;
        }

        _declarations.ShouldContainKey(name, $"{_path} names {name}, which it does not declare");
        _underWay.Add(name).ShouldBeTrue($"{_path}: {name} depends on itself");
        var declaration = _declarations[name];
        return _values[name] = declaration.Type switch
        {
            "parameter_declaration" => Parameter(name, declaration),
            "variable_declaration" => _expressions.Json(declaration.Children[^1]),
            "resource_declaration" => Each(declaration.Children[^1], _expressions, (body, expressions) => Resource(declaration, body, expressions, parent: null)),
            "module_declaration" => Each(declaration.Children[^1], _expressions, (body, expressions) => Module(declaration, body, expressions)),
            var other => throw new InvalidOperationException($"Nobody has said what a {other} is: write it down in {nameof(Template)}."),
        };
    }

    private JsonNode? Parameter(string name, BicepNode declaration)
    {
        if (_parameters.TryGetPropertyValue(name, out var given))
        {
            return given;
        }

        declaration.Has("=").ShouldBeTrue($"{_path}: nobody gives the parameter {name}");
        return _expressions.Json(declaration.Children[^1]);
    }

    /// <summary>A body, or none where its condition does not hold, or one for each item of a list.</summary>
    private static object? Each<T>(BicepNode node, Expressions expressions, Func<BicepNode, Expressions, T> make)
        where T : class
    {
        switch (node.Type)
        {
            case "object":
                return make(node, expressions);
            case "if_statement":
                return expressions.Is(node.Only("parenthesized_expression")) ? make(node.Only("object"), expressions) : null;
            default:
                var names = (node.Children.FirstOrDefault(child => child.Type == "for_loop_parameters")?.Parts ?? [node["initializer"]]).Select(part => part.Text).ToList();
                var parts = node.Parts;
                var items = expressions.Json(parts[^2])!.AsArray();
                return items.Select((item, index) =>
                {
                    var inner = expressions.With(names[0], item);
                    return Each(node["body"], names.Count > 1 ? inner.With(names[1], JsonValue.Create(index)) : inner, make);
                }).OfType<T>().ToList();
        }
    }

    private DeployedResource Resource(BicepNode declaration, BicepNode body, Expressions expressions, DeployedResource? parent)
    {
        parent ??= Reference(body, "parent", expressions);
        var data = expressions.Object(body, "parent", "scope", "dependsOn");
        var type = expressions.String(declaration.First("string")).Split('@')[0];
        var name = data["name"]!.GetValue<string>();
        var resource = parent is null || type.StartsWith(parent.Type, StringComparison.Ordinal)
            ? new DeployedResource(type, parent is null ? name : $"{parent.Name}/{name}", declaration.Has("existing"), data, Reference(body, "scope", expressions))
            : new DeployedResource($"{parent.Type}/{type}", $"{parent.Name}/{name}", IsExisting: false, data, Scope: null);
        _resources.Add(resource);
        foreach (var nested in body.All("object_property").SelectMany(property => property.All("resource_declaration")))
        {
            Resource(nested, nested.Only("object"), expressions, resource);
        }

        return resource;
    }

    private static DeployedResource? Reference(BicepNode body, string name, Expressions expressions) =>
        body.All("object_property").SingleOrDefault(property => property.Children[0].Text == name) is { } property ? (DeployedResource?)expressions.Evaluate(property.Parts[1]) : null;

    private JsonObject Module(BicepNode declaration, BicepNode body, Expressions expressions)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(_path)!, expressions.String(declaration.First("string"))));
        var data = expressions.Object(body, "scope", "dependsOn");
        var (resources, outputs) = new Template(_files, path, data["params"]!.AsObject()).Deploy();
        _resources.AddRange(resources);
        return new JsonObject { ["name"] = data["name"]?.DeepClone(), ["outputs"] = outputs };
    }
}

namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>An OpenAPI 2.0 document.</summary>
internal sealed class Swagger
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    public Swagger(JsonObject document)
    {
        Root = new Place(document, string.Empty);
        Operations = [.. OperationsOf(Root.Find("paths"))];
    }

    public Place Root { get; }

    public IReadOnlyList<SwaggerOperation> Operations { get; }

    /// <summary>All parameters, shared ones once.</summary>
    public IEnumerable<Place> Parameters =>
        (Root.Find("parameters")?.Properties ?? []).Concat(Operations.SelectMany(operation => operation.DeclaredParameters).Where(place => !place.Has("$ref")));

    /// <summary>All schemas at any depth. Shared ones are listed once, and so is each reference to them.</summary>
    public IEnumerable<Place> Schemas =>
        (Root.Find("definitions")?.Properties ?? [])
            .Concat(Parameters.Select(parameter => parameter.Find("schema")).OfType<Place>())
            .Concat(Operations.SelectMany(operation => operation.Responses).Select(response => response.Find("schema")).OfType<Place>())
            .SelectMany(Under);

    public SwaggerOperation? Find(string? operationId) => Operations.FirstOrDefault(operation => operation.Id == operationId);

    /// <summary>The target of a reference; otherwise the value itself.</summary>
    public Place Resolve(Place place)
    {
        if (place.TextOf("$ref") is not { } reference)
        {
            return place;
        }

        var target = reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(Root, (Place? at, string step) => at?.Find(step));
        return target is null ? place : Resolve(target);
    }

    /// <summary>A resolved property of an object's schema; null if it is not declared.</summary>
    public Place? Property(Place schema, string name) => Resolve(schema).Find("properties")?.Find(name) is { } property ? Resolve(property) : null;

    private static IEnumerable<Place> Under(Place schema) =>
        (schema.Find("properties")?.Properties ?? [])
            .Concat(schema.Find("allOf")?.Items ?? [])
            .Append(schema.Find("items"))
            .Append(schema.Find("additionalProperties") is { Value: JsonObject } others ? others : null)
            .OfType<Place>()
            .SelectMany(Under)
            .Prepend(schema);

    private IEnumerable<SwaggerOperation> OperationsOf(Place? paths) =>
        from path in paths?.Properties ?? []
        from method in path.Properties
        where Methods.Contains(method.Name)
        select new SwaggerOperation(this, path, method);
}

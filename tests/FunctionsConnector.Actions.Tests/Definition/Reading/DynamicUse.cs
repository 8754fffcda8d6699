namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>A use of another operation for choices, a form or outputs in a designer.</summary>
/// <param name="User">The operation of the input.</param>
/// <param name="Input">The parameter or property, also of the reply.</param>
/// <param name="At">The extension.</param>
internal sealed record DynamicUse(SwaggerOperation User, Place Input, Place At)
{
    public static readonly IReadOnlyDictionary<string, string> Siblings = new Dictionary<string, string>
    {
        ["x-ms-dynamic-values"] = "x-ms-dynamic-list",
        ["x-ms-dynamic-list"] = "x-ms-dynamic-values",
        ["x-ms-dynamic-schema"] = "x-ms-dynamic-properties",
        ["x-ms-dynamic-properties"] = "x-ms-dynamic-schema",
    };

    public string? OperationId => At.TextOf("operationId");

    /// <summary>Whether it is one of the two older extensions, whose references cannot name the body.</summary>
    public bool IsLegacy => At.Name is "x-ms-dynamic-values" or "x-ms-dynamic-schema";

    /// <summary>The arguments for the parameters of the other operation.</summary>
    public IEnumerable<DynamicArgument> Arguments => (At.Find("parameters")?.Properties ?? []).Select(Argument);

    /// <summary>The paths in the other operation's reply: of the list or schema, and of the value and title in an entry.</summary>
    public (string? Result, string? Value, string? Title) Paths => At.Name switch
    {
        "x-ms-dynamic-values" => (At.TextOf("value-collection"), At.TextOf("value-path"), At.TextOf("value-title")),
        "x-ms-dynamic-list" => (At.TextOf("itemsPath"), At.TextOf("itemValuePath"), At.TextOf("itemTitlePath")),
        "x-ms-dynamic-schema" => (At.TextOf("value-path"), null, null),
        _ => (At.TextOf("itemValuePath"), null, null),
    };

    public bool IsPicker => At.Name is "x-ms-dynamic-values" or "x-ms-dynamic-list";

    /// <summary>All uses of all operations. A use in a shared schema is listed once per operation.</summary>
    public static IEnumerable<DynamicUse> All(Swagger swagger) => swagger.Operations.SelectMany(operation => Of(swagger, operation));

    public static IEnumerable<DynamicUse> Of(Swagger swagger, SwaggerOperation operation) =>
        operation.Parameters.Concat(operation.BodyParameter is { } body ? [body] : [])
            .Concat(operation.Body is { } schema ? Under(swagger, schema) : [])
            .Concat(operation.Reply is { } reply ? Under(swagger, reply) : [])
            .SelectMany(input => input.Properties.Where(property => Siblings.ContainsKey(property.Name)).Select(extension => new DynamicUse(operation, input, extension)));

    private static IEnumerable<Place> Under(Swagger swagger, Place schema)
    {
        var resolved = swagger.Resolve(schema);
        return (resolved.Find("properties")?.Properties ?? [])
            .Concat(resolved.Find("items") is { } items ? [items] : [])
            .SelectMany(below => Under(swagger, below))
            .Prepend(resolved);
    }

    private DynamicArgument Argument(Place given)
    {
        if (given.TextOf(IsLegacy ? "parameter" : "parameterReference") is { } reference)
        {
            return new DynamicArgument(given, reference, null);
        }

        return new DynamicArgument(given, null, IsLegacy && given.Value?.GetValueKind() != JsonValueKind.Object ? given.Value : given.Find("value")?.Value);
    }
}

/// <summary>The argument for a parameter of the other operation.</summary>
/// <param name="At">The JSON of the argument; its name is the name of the parameter.</param>
/// <param name="Reference">The referenced input, or null.</param>
/// <param name="Constant">The constant value, or null.</param>
internal sealed record DynamicArgument(Place At, string? Reference, JsonNode? Constant)
{
    private const string BodyPrefix = "body/";

    public bool SaysBody => Reference?.StartsWith(BodyPrefix, StringComparison.Ordinal) is true;

    /// <summary>The name of the referenced input.</summary>
    public string? Input => SaysBody ? Reference![BodyPrefix.Length..] : Reference;
}

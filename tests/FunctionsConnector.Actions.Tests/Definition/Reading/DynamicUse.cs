namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>A place where a designer asks another operation for choices or for a schema.</summary>
/// <param name="User">The operation whose input it is.</param>
/// <param name="Input">The parameter or property that is filled in.</param>
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

    /// <summary>True of the older two extensions, whose references cannot say that they mean the body.</summary>
    public bool IsLegacy => At.Name is "x-ms-dynamic-values" or "x-ms-dynamic-schema";

    /// <summary>What is sent to the other operation: its parameter's name, and what is put there.</summary>
    public IEnumerable<DynamicArgument> Arguments => (At.Find("parameters")?.Properties ?? []).Select(Argument);

    /// <summary>Where the result is in the other operation's reply: the list or schema, and in a list's entry the value and the title.</summary>
    public (string? Result, string? Value, string? Title) Paths => At.Name switch
    {
        "x-ms-dynamic-values" => (At.TextOf("value-collection"), At.TextOf("value-path"), At.TextOf("value-title")),
        "x-ms-dynamic-list" => (At.TextOf("itemsPath"), At.TextOf("itemValuePath"), At.TextOf("itemTitlePath")),
        "x-ms-dynamic-schema" => (At.TextOf("value-path"), null, null),
        _ => (At.TextOf("itemValuePath"), null, null),
    };

    public bool IsPicker => At.Name is "x-ms-dynamic-values" or "x-ms-dynamic-list";

    /// <summary>Every use of every operation; one in a shared schema is met once for each operation that uses it.</summary>
    public static IEnumerable<DynamicUse> All(Swagger swagger) => swagger.Operations.SelectMany(operation => Of(swagger, operation));

    public static IEnumerable<DynamicUse> Of(Swagger swagger, SwaggerOperation operation) =>
        operation.Parameters.Concat(operation.BodyParameter is { } body ? [body] : []).Concat(operation.Body is { } schema ? Under(swagger, schema) : [])
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

/// <summary>What is put into one parameter of the other operation.</summary>
/// <param name="At">Where it says so; its name is the parameter's.</param>
/// <param name="Reference">The input whose value it is, or null.</param>
/// <param name="Constant">The value itself, or null.</param>
internal sealed record DynamicArgument(Place At, string? Reference, JsonNode? Constant)
{
    private const string BodyPrefix = "body/";

    public bool SaysBody => Reference?.StartsWith(BodyPrefix, StringComparison.Ordinal) is true;

    /// <summary>The name of the input that is meant, wherever it is.</summary>
    public string? Input => SaysBody ? Reference![BodyPrefix.Length..] : Reference;
}

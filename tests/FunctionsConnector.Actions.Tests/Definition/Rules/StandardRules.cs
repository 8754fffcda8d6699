using FunctionsConnector.Actions.Tests.Definition.JsonSchema;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules of OpenAPI and of the platform's schema, and the limits of the file.</summary>
internal static class StandardRules
{
    /// <summary>The platform supports these, its published schema does not.</summary>
    private static readonly string[] NewerThanTheSchema = ["x-ms-require-user-confirmation", "x-ms-agentic-protocol", "x-ms-openai-data"];

    public static IEnumerable<Problem> ValidOpenApi(ConnectorFiles files)
    {
        if (files.Definition["swagger"]?.ToJsonString() != "\"2.0\"")
        {
            return [new Problem("/swagger", "is not \"2.0\"")];
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(files.Definition.ToJsonString()));
        var diagnostic = new OpenApiJsonReader().Read(stream, new Uri("file:///apiDefinition.swagger.json"), new OpenApiReaderSettings()).Diagnostic!;
        return diagnostic.SpecificationVersion == OpenApiSpecVersion.OpenApi2_0
            ? diagnostic.Errors.Concat(diagnostic.Warnings).Select(error => new Problem(error.Pointer ?? string.Empty, error.Message)).Concat(LostReferences(files))
            : [new Problem("/swagger", $"is read as {diagnostic.SpecificationVersion}")];
    }

    public static IEnumerable<Problem> PlatformSchema(ConnectorFiles files) =>
        Draft4.Problems("apiDefinition.swagger.schema.json", Without(files.Definition, NewerThanTheSchema));

    public static IEnumerable<Problem> Size(ConnectorFiles files) =>
        files.Definition.ToJsonString(new() { WriteIndented = true }).Length is > 1_000_000 and var length
            ? [new Problem(string.Empty, $"the file has {length} characters")]
            : [];

    public static IEnumerable<Problem> Counts(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        if (swagger.Operations.Count > 256)
        {
            yield return new Problem("/paths", $"has {swagger.Operations.Count} operations, and at most 256 are allowed");
        }

        foreach (var operation in swagger.Operations)
        {
            var body = Count(swagger, operation.Body);
            if (body > 512)
            {
                yield return new Problem(operation.At.Pointer, $"has {body} schemas in its body, and at most 512 are allowed");
            }

            if (body + Count(swagger, operation.Reply) is > 16_384 and var all)
            {
                yield return new Problem(operation.At.Pointer, $"has {all} schemas, and at most 16384 are allowed");
            }
        }
    }

    /// <summary>The reader does not resolve references.</summary>
    private static IEnumerable<Problem> LostReferences(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        return swagger.Root.All
            .Where(place => place.TextOf("$ref") is not null && swagger.Resolve(place) == place)
            .Select(place => new Problem(place.Pointer, $"refers to {place.TextOf("$ref")}, which is not there"));
    }

    private static JsonNode Without(JsonNode node, string[] names)
    {
        var copy = node.DeepClone();
        foreach (var place in new Place(copy, string.Empty).All.ToList())
        {
            foreach (var name in names)
            {
                (place.Value as JsonObject)?.Remove(name);
            }
        }

        return copy;
    }

    private static int Count(Swagger swagger, Place? schema) => schema is null
        ? 0
        : swagger.Resolve(schema) is var resolved
            ? 1 + (resolved.Find("properties")?.Properties ?? []).Append(resolved.Find("items")).Sum(below => Count(swagger, below))
            : 0;
}

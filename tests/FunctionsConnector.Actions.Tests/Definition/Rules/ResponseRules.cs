namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the replies of operations.</summary>
internal static class ResponseRules
{
    private static readonly string[] Empty = ["type", "title", "description", "x-ms-summary"];

    public static IEnumerable<Problem> Statuses(ConnectorFiles files)
    {
        foreach (var operation in new Swagger(files.Definition).Operations)
        {
            if (!operation.Successes.Any())
            {
                yield return new Problem($"{operation.At.Pointer}/responses", "has no success");
            }

            foreach (var fallback in operation.Responses.Where(response => response.Name == "default" && response.Has("schema")))
            {
                yield return new Problem(fallback.Pointer, "the default may not have a schema");
            }
        }
    }

    public static IEnumerable<Problem> Schemas(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        foreach (var operation in swagger.Operations)
        {
            var schemas = operation.Successes.Where(response => response.Has("schema")).ToList();
            if (schemas.Count > 1)
            {
                yield return new Problem(schemas[1].Pointer, "is a second success with a schema");
            }

            if (!operation.IsInternal && operation.Successes.Any(response => response.Name is "200" or "201") && (operation.Reply is not { } reply || SaysNothing(reply)))
            {
                yield return new Problem($"{operation.At.Pointer}/responses", "a visible operation needs a schema of its success that says what is in it");
            }
        }
    }

    private static bool SaysNothing(Place schema) => schema.Properties.All(keyword => Empty.Contains(keyword.Name) || !keyword.Properties.Concat(keyword.Items).Any());
}

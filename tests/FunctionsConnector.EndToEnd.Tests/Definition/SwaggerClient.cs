using FunctionsConnector.Actions.Tests.Definition.Reading;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>
/// Calls operations as a platform does after importing the definition from the running process. It uses only the definition.
/// </summary>
internal sealed class SwaggerClient
{
    private readonly World _world;

    private SwaggerClient(World world, Swagger swagger)
    {
        _world = world;
        Swagger = swagger;
    }

    public Swagger Swagger { get; }

    public static async Task<SwaggerClient> ImportAsync(World world)
    {
        var reply = await world.SendAsync(HttpMethod.Get, "/api/swagger.json", json: null, request => request.Headers.Clear());
        return new SwaggerClient(world, new Swagger(JsonNode.Parse(reply.Body.GetRawText())!.AsObject()));
    }

    public SwaggerOperation Operation(string id) => Swagger.Find(id) ?? throw new KeyNotFoundException($"There is no operation {id}.");

    /// <summary>Calls an operation. Does not send inputs that the operation does not have.</summary>
    public Task<Reply> CallAsync(SwaggerOperation operation, Inputs inputs, Action<HttpRequestMessage>? change = null) =>
        CallAsync(operation, inputs, BodyOf(operation, inputs)?.ToJsonString(), change);

    /// <summary>Calls an operation with a text as its body.</summary>
    public Task<Reply> CallAsync(SwaggerOperation operation, Inputs inputs, string? body, Action<HttpRequestMessage>? change = null)
    {
        var address = $"{Swagger.Root.Find("schemes")!.Items.First().Text}://{Swagger.Root.TextOf("host")}";
        return _world.SendAsync(new HttpMethod(operation.Method), $"{address}{PathOf(operation, inputs)}{QueryOf(operation, inputs)}", body, change);
    }

    private static string PathOf(SwaggerOperation operation, Inputs inputs) => operation.Parameters
        .Where(parameter => parameter.TextOf("in") == "path")
        .Select(parameter => parameter.TextOf("name")!)
        .Aggregate(operation.Route, (path, name) => path.Replace($"{{{name}}}", Uri.EscapeDataString(inputs.Text(name) ?? string.Empty), StringComparison.Ordinal));

    private static string QueryOf(SwaggerOperation operation, Inputs inputs)
    {
        var given = operation.Parameters
            .Where(parameter => parameter.TextOf("in") == "query")
            .Select(parameter => (Name: parameter.TextOf("name")!, Value: inputs.Text(parameter.TextOf("name")!)))
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value!)}")
            .ToList();
        return given.Count == 0 ? string.Empty : $"?{string.Join('&', given)}";
    }

    private static JsonObject? BodyOf(SwaggerOperation operation, Inputs inputs)
    {
        if (operation.Body is not { } schema)
        {
            return null;
        }

        var body = new JsonObject();
        foreach (var property in schema.Find("properties")!.Properties.Where(property => inputs.Has(property.Name)))
        {
            body[property.Name] = inputs[property.Name]?.DeepClone();
        }

        return body;
    }
}

namespace FunctionsConnector.Actions.Tests.Definition.Releases;

/// <summary>Finds changes that break flows with an older definition.</summary>
internal sealed class BreakingChanges
{
    private static readonly string[] Authentication = ["securityDefinitions", "security"];

    private readonly Swagger _before;
    private readonly Swagger _after;

    private BreakingChanges(JsonObject before, JsonObject after)
    {
        _before = new Swagger(before);
        _after = new Swagger(after);
    }

    /// <summary>The breaking changes, with positions in the older definition if possible.</summary>
    public static IEnumerable<Problem> Between(JsonObject before, JsonObject after)
    {
        var changes = new BreakingChanges(before, after);
        return changes.Security().Concat(changes._before.Operations.SelectMany(changes.Operation));
    }

    /// <summary>The changes that break existing connections.</summary>
    public static IEnumerable<Problem> OfConnections(JsonObject before, JsonObject after)
    {
        var was = Parameters(before);
        var now = Parameters(after);
        return was.Values.Where(parameter => !now.ContainsKey(parameter.Name)).Select(parameter => new Problem(parameter.Pointer, "the connection parameter is gone"))
            .Concat(was.Values.Where(parameter => now.TryGetValue(parameter.Name, out var same) && same.TextOf("type") != parameter.TextOf("type"))
                .Select(parameter => new Problem(parameter.Pointer, "the connection parameter has another type")))
            .Concat(now.Values.Where(parameter => !was.ContainsKey(parameter.Name) && IsRequired(parameter))
                .Select(parameter => new Problem(parameter.Pointer, "a new connection parameter is required")));
    }

    private static Dictionary<string, Place> Parameters(JsonObject properties) =>
        (new Place(properties, "apiProperties.json").Find("properties")?.Find("connectionParameters")?.Properties ?? []).ToDictionary(parameter => parameter.Name);

    private static bool IsRequired(Place connectionParameter) => connectionParameter.Find("uiDefinition")?.Find("constraints")?.TextOf("required") == "true";

    private IEnumerable<Problem> Security() =>
        from name in Authentication
        where !JsonNode.DeepEquals(_before.Root.Find(name)?.Value, _after.Root.Find(name)?.Value)
        select new Problem($"/{name}", "the authentication has changed, which needs a new connector");

    private IEnumerable<Problem> Operation(SwaggerOperation before)
    {
        if (_after.Find(before.Id) is not { } after)
        {
            return [new Problem(before.At.Pointer, $"the operation {before.Id} is gone")];
        }

        return (before.Route == after.Route && before.Method == after.Method ? Enumerable.Empty<Problem>() : [new Problem(before.At.Pointer, $"{before.Id} has another path or method")])
            .Concat(ParametersOf(before, after))
            .Concat(MustHaveBody(after) && !MustHaveBody(before) ? [new Problem(after.At.Pointer, $"{after.Id} did not require a body before")] : [])
            .Concat(new SchemaChanges(_before, _after).OfInput(before.Body, after.Body, $"{after.At.Pointer}/body"))
            .Concat(new SchemaChanges(_before, _after).OfOutput(before.Reply, after.Reply, $"{before.At.Pointer}/responses"));
    }

    private static IEnumerable<Problem> ParametersOf(SwaggerOperation before, SwaggerOperation after)
    {
        var was = before.Parameters.ToDictionary(Key);
        var now = after.Parameters.ToDictionary(Key);
        return was.Where(pair => !now.ContainsKey(pair.Key)).Select(pair => new Problem(pair.Value.Pointer, $"{before.Id} takes it no longer"))
            .Concat(was.Where(pair => now.TryGetValue(pair.Key, out var same) && same.TextOf("type") != pair.Value.TextOf("type")).Select(pair => new Problem(pair.Value.Pointer, "has another type")))
            .Concat(now.Where(pair => pair.Value.Find("required")?.IsTrue is true && !(was.TryGetValue(pair.Key, out var same) && same.Find("required")?.IsTrue is true))
                .Select(pair => new Problem(pair.Value.Pointer, $"{after.Id} did not require it before")));
    }

    private static bool MustHaveBody(SwaggerOperation operation) => operation.BodyParameter?.Find("required")?.IsTrue is true;

    private static string Key(Place parameter) => $"{parameter.TextOf("in")} {parameter.TextOf("name")}";
}

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
        var now = Groups(after);
        return Groups(before).SelectMany(was => now.TryGetValue(was.Key, out var same)
            ? OfParameters(was.Value, same)
            : [new Problem(was.Value.Pointer, "the parameters of existing connections are gone")]);
    }

    private static IEnumerable<Problem> OfParameters(Place before, Place after) =>
        before.Properties.Where(parameter => !after.Has(parameter.Name)).Select(parameter => new Problem(parameter.Pointer, "the connection parameter is gone"))
            .Concat(before.Properties.Where(parameter => after.Find(parameter.Name) is { } same && same.TextOf("type") != parameter.TextOf("type"))
                .Select(parameter => new Problem(parameter.Pointer, "the connection parameter has another type")))
            .Concat(after.Properties.Where(parameter => !before.Has(parameter.Name) && IsRequired(parameter))
                .Select(parameter => new Problem(parameter.Pointer, "a new connection parameter is required")));

    /// <summary>By the name of the set; blank for the connections without a set.</summary>
    private static Dictionary<string, Place> Groups(JsonObject properties) => ConnectionParameters.Groups(properties)
        .ToDictionary(group => ConnectionParameters.Sets(properties).FirstOrDefault(set => $"{set.Pointer}/parameters" == group.Pointer)?.TextOf("name") ?? string.Empty);

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

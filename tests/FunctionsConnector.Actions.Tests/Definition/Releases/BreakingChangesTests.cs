namespace FunctionsConnector.Actions.Tests.Definition.Releases;

/// <summary>Breaking changes are found, compatible ones are allowed.</summary>
public sealed class BreakingChangesTests
{
    private const string Record = "/api/systems/{system}/records/{recordType}/{recordId}";

    private static readonly Dictionary<string, Action<JsonObject>> Breaking = new()
    {
        ["an operation is gone"] = after => Operation(after).Remove("operationId"),
        ["an operation has another path"] = after => Move(after["paths"]!.AsObject(), Record, $"{Record}/all"),
        ["an operation has another method"] = after => Move(after["paths"]![Record]!.AsObject(), "patch", "put"),
        ["the base path is another"] = after => after["basePath"] = "/v2",
        ["the authentication is another"] = after => after["securityDefinitions"]!["api_key"]!["name"] = "x-functions-key",
        ["a parameter is gone"] = after => after["paths"]![Record]!["get"]!["parameters"]!.AsArray().RemoveAt(3),
        ["a parameter has another type"] = after => after["parameters"]!["RecordId"]!["type"] = "integer",
        ["a parameter is required now"] = after => after["parameters"]!["Search"]!["required"] = true,
        ["a new parameter is required"] = after => Operation(after)["parameters"]!.AsArray().Add(JsonNode.Parse("""{"name":"why","in":"query","type":"string","required":true}""")),
        ["an input is gone"] = after => Update(after).Remove("onlyIf"),
        ["an input has another type"] = after => Update(after)["verify"]!["type"] = "string",
        ["an input is required now"] = after => after["definitions"]!["Update"]!["required"] = new JsonArray("fields"),
        ["a choice is gone"] = after => Update(after)["failureMode"]!["enum"]!.AsArray().RemoveAt(0),
        ["an output is gone"] = after => after["definitions"]!["FieldResult"]!["properties"]!.AsObject().Remove("displayValue"),
        ["an output has another type"] = after => after["definitions"]!["UpdateResult"]!["properties"]!["recordId"]!["type"] = "integer",
        ["the reply is gone"] = after => Operation(after)["responses"]!["200"]!.AsObject().Remove("schema"),
    };

    private static readonly Dictionary<string, Action<JsonObject>> Harmless = new()
    {
        ["nothing"] = _ => { },
        ["other words"] = after => Operation(after)["summary"] = "Change fields",
        ["a new operation"] = after => after["paths"]!["/api/more"] = JsonNode.Parse("""{"get":{"operationId":"GetMore","responses":{"200":{"description":"More."}}}}"""),
        ["a new optional parameter"] = after => Operation(after)["parameters"]!.AsArray().Add(JsonNode.Parse("""{"name":"why","in":"query","type":"string"}""")),
        ["a new optional input"] = after => Update(after)["reason"] = JsonNode.Parse("""{"type":"string"}"""),
        ["a new choice"] = after => Update(after)["failureMode"]!["enum"]!.AsArray().Add("ignore"),
        ["a new output"] = after => after["definitions"]!["FieldResult"]!["properties"]!["unit"] = JsonNode.Parse("""{"type":"string"}"""),
        ["a parameter that need not be given any more"] = after => after["parameters"]!["ChoicesOf"]!["required"] = false,
    };

    public static TheoryData<string> BreakingNames => [.. Breaking.Keys];

    public static TheoryData<string> HarmlessNames => [.. Harmless.Keys];

    [Theory]
    [MemberData(nameof(BreakingNames))]
    public void A_breaking_change_is_found(string name) => Compare(Breaking[name]).ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(HarmlessNames))]
    public void A_compatible_change_is_allowed(string name) => Compare(Harmless[name]).ShouldBeEmpty();

    [Fact]
    public void Existing_connections_stay_valid()
    {
        var before = ConnectorFiles.Read().Properties;
        var after = before.DeepClone().AsObject();
        after["properties"]!["connectionParameters"]!["tenant"] = JsonNode.Parse("""{"type":"string"}""");
        BreakingChanges.OfConnections(before, after).ShouldBeEmpty();

        after["properties"]!["connectionParameters"]!["tenant"]!["uiDefinition"] = JsonNode.Parse("""{"constraints":{"required":"true"}}""");
        BreakingChanges.OfConnections(before, after).ShouldHaveSingleItem().What.ShouldContain("required");
        after["properties"]!["connectionParameters"]!.AsObject().Remove("tenant");
        after["properties"]!["connectionParameters"]!.AsObject().Remove("host");
        BreakingChanges.OfConnections(before, after).ShouldHaveSingleItem().What.ShouldContain("gone");
    }

    [Fact]
    public void A_way_to_sign_in_stays()
    {
        var before = ConnectorFiles.Read().Properties;
        var after = before.DeepClone().AsObject();
        var sets = after["properties"]!["connectionParameterSets"]!["values"]!.AsArray();
        sets.Add(JsonNode.Parse("""{"name":"certificate","parameters":{"file":{"type":"securestring","uiDefinition":{"constraints":{"required":"true"}}}}}"""));
        BreakingChanges.OfConnections(before, after).ShouldBeEmpty("a new way breaks nothing");

        sets[1]!["parameters"]!.AsObject().Remove("host");
        sets[0]!["name"] = "key";
        BreakingChanges.OfConnections(before, after).Select(problem => problem.What).ShouldBe(["the parameters of existing connections are gone", "the connection parameter is gone"]);
    }

    private static List<string> Compare(Action<JsonObject> change)
    {
        var after = ConnectorFiles.Read().Definition;
        change(after);
        return [.. BreakingChanges.Between(ConnectorFiles.Read().Definition, after).Select(problem => problem.ToString())];
    }

    private static JsonObject Operation(JsonObject definition) => definition["paths"]![Record]!["patch"]!.AsObject();

    private static JsonObject Update(JsonObject definition) => definition["definitions"]!["Update"]!["properties"]!.AsObject();

    private static void Move(JsonObject parent, string from, string to)
    {
        var moved = parent[from]!;
        parent.Remove(from);
        parent[to] = moved;
    }
}

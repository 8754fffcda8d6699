using static FunctionsConnector.Actions.Tests.Definition.Testing.Breakage;

namespace FunctionsConnector.Actions.Tests.Definition.Testing;

/// <summary>At least one violation of every rule.</summary>
internal static class Breakages
{
    public static readonly IReadOnlyList<Breakage> All =
    [
        Of("H1", "OpenAPI 3.0", definition => definition["swagger"] = "3.0", "H2"),
        OfOperation("H1", "a reference to nothing", operation => operation["parameters"]!.AsArray().Add(Json("""{"$ref":"#/parameters/Nowhere"}"""))),
        OfOperation("H2", "an extension that the platform does not know", operation => operation["x-ms-enable-as-tool"] = true),
        OfParameter("H2", "a format that the platform does not know", "RecordId", parameter => parameter["format"] = "guid"),
        OfOperation("H3", "a file of more than 1 MB", operation => operation["description"] = $"{new string('x', 1_000_001)}."),
        Of("H4", "a title of 31 characters", definition => definition["info"]!["title"] = "Updater of Fields of Records 42"),
        Of("H5", "a title with the word API", definition => definition["info"]!["title"] = "Field Update API"),
        Of("H6", "a description of the platform", definition => definition["info"]!["description"] = "Updates fields of records from Power Automate and elsewhere."),
        Of("H7", "a category that does not exist", definition => definition["x-ms-connector-metadata"]![2]!["propertyValue"] = "Productivity;Tools"),
        Of("H7", "no privacy policy", definition => definition["x-ms-connector-metadata"]!.AsArray().RemoveAt(1)),
        OfProperties("H8", "the platform's default colour", properties => properties["iconBrandColor"] = "#007EE5", "S11"),
        Of("H9", "a host for tests", definition => definition["host"] = "test.functionsconnector.example"),
        Of("H10", "plain http as well", definition => definition["schemes"]!.AsArray().Add("http")),
        OfOperation("H11", "an operationId of another operation in other letters", operation => operation["operationId"] = "updatefields", "S7", "P10", "P11"),
        OfOperation("H12", "a summary with an ampersand", operation => operation["summary"] = "Update & check one field", "S2", "S10"),
        Of("H12", "a summary of 81 characters", definition => Get(definition)["summary"] = $"List {new string('s', 76)}"),
        OfOperation("H13", "a description that is the summary", operation => operation["description"] = "Update one field."),
        OfOperation("H14", "a default with a schema", operation => operation["responses"]!["default"]!["schema"] = Json("""{"$ref":"#/definitions/UpdateResult"}""")),
        OfOperation("H15", "a second success with a schema", operation => operation["responses"]!["201"] = Json("""{"description":"Made.","schema":{"$ref":"#/definitions/UpdateResult"}}""")),
        Of("H16", "a GET with a body", definition => definition["paths"]!["/api/systems/{system}/records/{recordType}/{recordId}"]!["get"]!["parameters"]!.AsArray().Add(Json("""{"name":"body","in":"body","description":"A body.","x-ms-summary":"Body","schema":{"$ref":"#/definitions/Update"}}"""))),
        OfParameter("H17", "a path parameter that is not encoded", "RecordId", parameter => parameter.Remove("x-ms-url-encoding")),
        OfParameter("H18", "a parameter of the platform's", "Search", parameter => parameter["name"] = "connectionId", "P11"),
        OfInput("H19", "a required property that is not there", "onlyIf", input => input["required"] = Json("""["status"]"""), "P11"),
        OfInput("H20", "something beside a reference", "clear", input => Replace(input, """{"$ref":"#/definitions/Update","description":"See there."}"""), "P11"),
        OfParameter("H21", "a default of what is hidden and optional", "Search", parameter => (parameter["x-ms-visibility"], parameter["default"]) = ("internal", "")),
        OfInput("H22", "a choice of another type", "failureMode", input => input["enum"]!.AsArray().Add(1)),
        OfInput("H22", "two choices with one label", "failureMode", input => input["x-ms-enum-values"]![1]!["displayName"] = "Fail the action"),
        OfParameter("H23", "a picker from an operation that is not there", "RecordType", parameter => parameter["x-ms-dynamic-list"]!["operationId"] = "ListKinds"),
        OfParameter("H23", "a picker that does not give what is required", "RecordType", parameter => parameter["x-ms-dynamic-values"]!.AsObject().Remove("parameters")),
        OfParameter("H23", "a picker of an entry's property that is not there", "System", parameter => parameter["x-ms-dynamic-values"]!["value-title"] = "name"),
        OfInput("H24", "a reference that does not say that it means the body", "value", input => input["x-ms-dynamic-list"]!["parameters"]!["field"]!["parameterReference"] = "field"),
        Of("H25", "a path in other letters", definition => AddInternal(definition, "/API/systems", "ListSystemsAgain")),
        Of("H26", "257 operations", definition => Enumerable.Range(0, 257 - 12).ToList().ForEach(number => AddInternal(definition, $"/api/more{number}", $"ListMore{number}"))),
        Of("H27", "no media type of the bodies", definition => definition.Remove("consumes")),
        Of("H28", "no security in use", definition => definition.Remove("security"), "P11"),
        OfProperties("H28", "a readable key", properties => properties["connectionParameters"]!["api_key"]!["type"] = "string", "P11"),
        OfInput("H29", "a label of 81 characters", "value", input => input["x-ms-summary"] = new string('V', 81)),
        OfInput("S1", "an input without a label", "value", input => input.Remove("x-ms-summary")),
        OfInput("S1", "an input without a description", "value", input => input.Remove("description")),
        Of("S2", "a summary in title case", definition => Get(definition)["summary"] = "List All Systems"),
        OfInput("S3", "a description without a full stop", "clear", input => input["description"] = "Yes empties the field"),
        OfInput("S4", "a label in lower case", "clear", input => input["x-ms-summary"] = "clear it"),
        Of("S5", "a contact without an address", definition => definition["info"]!["contact"]!.AsObject().Remove("email")),
        new("S6", "no publisher", files => Change(files, files.CertificationProperties, properties => properties.Remove("publisher"))),
        OfOperation("S7", "a revision that its name does not say", operation => operation["x-ms-api-annotation"]!["revision"] = 2),
        OfOperation("S8", "deprecated without a replacement", operation => operation["deprecated"] = true),
        OfProperties("S9", "a policy for an operation that is not there", properties => properties["policyTemplateInstances"]![0]!["parameters"]!["x-ms-apimTemplate-operationName"] = Json("""["Nothing"]""")),
        OfProperties("S9", "a policy template that does not exist", properties => properties["policyTemplateInstances"]![1]!["templateId"] = "setstatus"),
        new("S10", "no section for an operation", files => files with { Readme = files.Readme.Replace("### List choices", "### Choices", StringComparison.Ordinal) }),
        new("S11", "an icon that is not square", files => files with { Icon = [.. files.Icon[..20], 0, 0, 0, 100, .. files.Icon[24..]] }),
        OfProperties("S11", "another brand colour than the icon's", properties => properties["iconBrandColor"] = "#0b5c6c"),
        new("S12", "a script with sockets", files => files with { Script = "using System.Net.Sockets; public class Script : ScriptBase { }" }),
        new("S13", "an environment", files => Change(files, files.Settings, settings => settings["environment"] = "Default-contoso", within: null)),
        new("P10", "an example with a property that is not there", files => files with { Readme = files.Readme.Replace("\"messageId\"", "\"id\"", StringComparison.Ordinal) }),
        new("P10", "an example of a body that no operation takes", files => files with { Documents = files.Documents.Replace("\"fieldsToClear\":", "\"clear\":", StringComparison.Ordinal) }),
        Of("P11", "a property of a reply that is gone", definition => definition["definitions"]!["UpdateResult"]!["properties"]!.AsObject().Remove("requestId"), "P10"),
        OfInput("P11", "an input of another type", "clear", input => input["type"] = "string"),
        new("P12", "a real host", files => files with { Readme = $"{files.Readme}\nSee https://contoso.azurewebsites.net.\n" }),
        OfProperties("P12", "a default for the key", properties => properties["connectionParameters"]!["api_key"]!["defaultValue"] = "letmein"),
    ];

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static JsonObject Get(JsonObject definition) => definition["paths"]!["/api/systems"]!["get"]!.AsObject();

    private static void Replace(JsonObject place, string text)
    {
        place.Clear();
        foreach (var (name, value) in Json(text).AsObject())
        {
            place[name] = value?.DeepClone();
        }
    }

    private static void AddInternal(JsonObject definition, string path, string operationId)
    {
        var operation = Get(definition).DeepClone();
        operation["operationId"] = operationId;
        definition["paths"]![path] = new JsonObject { ["get"] = operation };
    }

    private static Files.ConnectorFiles Change(Files.ConnectorFiles files, JsonObject file, Action<JsonObject> change, string? within = "properties")
    {
        change(within is null ? file : file[within]!.AsObject());
        return files;
    }
}

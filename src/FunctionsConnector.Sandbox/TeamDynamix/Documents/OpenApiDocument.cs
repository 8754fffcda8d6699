using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Documents;

/// <summary>The tenant's OpenAPI document, reduced to the items that can be patched.</summary>
internal static class OpenApiDocument
{
    private static readonly SandboxResponse Newer = new(200, Write(hasNewerPatches: true));
    private static readonly SandboxResponse Older = new(200, Write(hasNewerPatches: false));

    public static SandboxResponse Of(bool hasNewerPatches) => hasNewerPatches ? Newer : Older;

    private static string Write(bool hasNewerPatches)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        foreach (var kind in SeededKinds.All.Select(seeded => seeded.Kind))
        {
            var methods = new JsonObject { ["get"] = Operation("Get", kind) };
            if (hasNewerPatches || !kind.IsPatchedByNewerBuildsOnly)
            {
                methods["patch"] = Operation("Patch", kind);
                methods["patch"]!["requestBody"] = new JsonObject { ["content"] = Content($"JsonPatchDocumentOf{kind.TypeName}") };
                schemas[$"JsonPatchDocumentOf{kind.TypeName}"] = new JsonObject { ["type"] = "array", ["items"] = Reference("Operation") };
            }

            paths[kind.Pattern] = methods;
            schemas[kind.TypeName] = Schema(kind);
        }

        schemas["Operation"] = PatchOperation();
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "TeamDynamix Web API", ["version"] = "v1" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        }.ToJsonString();
    }

    private static JsonObject Operation(string verb, ItemKind kind) => new()
    {
        ["operationId"] = $"{kind.TypeName}s_{verb}{kind.TypeName}",
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "", ["content"] = Content(kind.TypeName) } },
    };

    private static JsonObject Schema(ItemKind kind)
    {
        var properties = new JsonObject();
        foreach (var field in kind.Fields)
        {
            var property = new JsonObject { ["type"] = TypeOf(field.Type) };
            if (!field.IsEditable)
            {
                property["readOnly"] = true;
            }

            if (field.MaxLength > 0)
            {
                property["maxLength"] = field.MaxLength;
            }

            properties[field.Name] = property;
        }

        return new() { ["type"] = "object", ["properties"] = properties };
    }

    /// <summary>The vendor generates the document from code, so it lists "test", which the API refuses.</summary>
    private static JsonObject PatchOperation() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["op"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("add", "remove", "replace", "move", "copy", "test") },
            ["path"] = new JsonObject { ["type"] = "string" },
            ["from"] = new JsonObject { ["type"] = "string" },
            ["value"] = new JsonObject(),
        },
    };

    private static JsonObject Content(string schema) => new() { ["application/json"] = new JsonObject { ["schema"] = Reference(schema) } };

    private static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    private static string TypeOf(FieldType type) => type switch
    {
        FieldType.Integer => "integer",
        FieldType.Decimal => "number",
        FieldType.Boolean => "boolean",
        FieldType.TextList => "array",
        _ => "string",
    };
}

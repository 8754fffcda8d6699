using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.HubSpot;

/// <summary>Handles <c>/crm/v3/</c>: objects, properties, owners and pipelines. All values of an object are texts.</summary>
internal sealed class ObjectApi(HubSpotSandbox sandbox)
{
    public SandboxResponse Answer(SandboxRequest request) => (request.Method, request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
    {
        ("GET", ["crm", "v3", "properties", var type]) when sandbox.All.ContainsKey(type) => List(sandbox.All[type].Fields.Select(Property)),
        ("GET", ["crm", "v3", "owners"]) => List(Owners(request.Query["email"].ToString())),
        ("GET", ["crm", "v3", "pipelines", SeededObjects.Tickets]) => List([Pipeline()]),
        ("GET" or "PATCH", ["crm", "v3", "objects", var type, var id]) when sandbox.All.ContainsKey(type) && type != SeededObjects.Owners => Object(request, sandbox.All[type], id),
        (not ("GET" or "PATCH"), ["crm", "v3", "objects", ..]) => HubSpotResponses.WrongMethod,
        _ => HubSpotResponses.NotFound,
    };

    private SandboxResponse Object(SandboxRequest request, RecordTable type, string id)
    {
        var idProperty = request.Query["idProperty"].ToString();
        var record = idProperty.Length == 0 ? type.FindRecord(id) : type.Records.FirstOrDefault(one => one.State[idProperty]?.ToString() == id);
        if (record is null)
        {
            return HubSpotResponses.NotFound;
        }

        if (request.Method == "GET")
        {
            var asked = request.Query["properties"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
            return new(200, Write(record.Id, sandbox.Shown(record), asked.Length > 0 ? asked : SeededObjects.Default).ToJsonString());
        }

        if (Sent(request.Body) is not { } sent)
        {
            return HubSpotResponses.Unreadable;
        }

        return record.Change(sandbox.Age, draft => record.IsForbidden ? HubSpotResponses.Forbidden : new PropertyUpdate(sandbox, type).Apply(draft, sent))
            ?? Updated(record, [.. sent.Select(property => property.Key)]);
    }

    /// <summary>The reply to an update has the sent properties only.</summary>
    private SandboxResponse Updated(TableRecord record, IReadOnlyList<string> sent)
    {
        var shown = Write(record.Id, record.State, sent);
        if (sandbox.Behavior.Warning is { Length: > 0 } warning)
        {
            shown["warnings"] = new JsonArray(new JsonObject { ["category"] = "OBJECT_DATA", ["message"] = warning });
        }

        return new(200, shown.ToJsonString());
    }

    private static JsonObject Write(string id, JsonObject state, IReadOnlyList<string> asked)
    {
        var properties = new JsonObject();
        foreach (var name in asked.Concat(["createdate", "hs_lastmodifieddate", "hs_object_id"]).Where(state.ContainsKey).Distinct())
        {
            properties[name] = state[name]!.ToString() is { Length: > 0 } value ? value : null;
        }

        return new()
        {
            ["id"] = id,
            ["properties"] = properties,
            ["createdAt"] = state["createdate"]!.ToString(),
            ["updatedAt"] = state["hs_lastmodifieddate"]!.ToString(),
            ["archived"] = false,
        };
    }

    private static JsonObject Property(TableField field)
    {
        var isExternal = field.Name is "hs_pipeline" or "hs_pipeline_stage" || field.Reference.Length > 0;
        return new()
        {
            ["name"] = field.Name,
            ["label"] = field.Label,
            ["type"] = field.Type.Split('/')[0],
            ["fieldType"] = field.Type.Split('/')[1],
            ["groupName"] = "information",
            ["options"] = new JsonArray([.. field.Choices.Where(_ => !isExternal).Select((choice, index) => (JsonNode)new JsonObject
            {
                ["label"] = choice.Label, ["value"] = choice.Value, ["displayOrder"] = index, ["hidden"] = choice.IsInactive,
            })]),
            ["referencedObjectType"] = field.Reference.Length > 0 ? "OWNER" : null,
            ["calculated"] = field.Name == "time_to_close",
            ["externalOptions"] = isExternal,
            ["hasUniqueValue"] = field.Name is "hs_object_id" or "order_number",
            ["hidden"] = false,
            ["modificationMetadata"] = new JsonObject { ["archivable"] = true, ["readOnlyDefinition"] = true, ["readOnlyValue"] = field.IsReadOnly },
        };
    }

    private IEnumerable<JsonObject> Owners(string email) => sandbox.All[SeededObjects.Owners].Records
        .Where(owner => email.Length == 0 || owner.State["email"]!.ToString() == email)
        .Select(owner => new JsonObject
        {
            ["id"] = owner.Id,
            ["email"] = owner.State["email"]!.ToString(),
            ["firstName"] = owner.State["firstName"]!.ToString(),
            ["lastName"] = owner.State["lastName"]!.ToString(),
            ["userId"] = int.Parse(owner.Id, CultureInfo.InvariantCulture),
            ["archived"] = false,
        });

    private JsonObject Pipeline() => new()
    {
        ["id"] = "0",
        ["label"] = "Support Pipeline",
        ["stages"] = new JsonArray([.. sandbox.All[SeededObjects.Tickets].Find("hs_pipeline_stage")!.Choices
            .Select((stage, index) => (JsonNode)new JsonObject { ["id"] = stage.Value, ["label"] = stage.Label, ["displayOrder"] = index, ["archived"] = false })]),
    };

    private static SandboxResponse List(IEnumerable<JsonObject> results) =>
        new(200, new JsonObject { ["results"] = new JsonArray([.. results.Select(one => (JsonNode)one)]) }.ToJsonString());

    private static JsonObject? Sent(string body)
    {
        try
        {
            return (JsonNode.Parse(body) as JsonObject)?["properties"] as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.AzureDevOps;

/// <summary>Handles <c>/{organization}/{project}/_apis/wit/</c>: work items, their types and their fields.</summary>
internal sealed class WorkItemApi(AzureDevOpsSandbox sandbox)
{
    private const int MostRevisions = 10_000;

    public SandboxResponse Answer(SandboxRequest request)
    {
        if (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is not [_, _, "_apis", "wit", .. var rest])
        {
            return AzureDevOpsResponses.NoRoute;
        }

        if (request.Query["api-version"].Count == 0)
        {
            return AzureDevOpsResponses.NoVersion(request.Method);
        }

        return (request.Method, rest) switch
        {
            ("GET", ["workitems", var id]) => Find(id) is var (type, item) ? Show(request, type, item.Id, sandbox.Shown(item)) : AzureDevOpsResponses.NoItem(id),
            ("PATCH", ["workitems", var id]) => Find(id) is var (type, item) ? Update(request, type, item) : AzureDevOpsResponses.NoItem(id),
            ("GET", ["workitemtypes"]) => List(sandbox.All.Values.Select(Type)),
            ("GET", ["workitemtypes", var name, "fields"]) => sandbox.All.GetValueOrDefault(name) is { } type
                ? List(type.Fields.Select(field => TypeField(field, request.Query["$expand"].ToString())))
                : AzureDevOpsResponses.NoType(name),
            ("GET", ["fields"]) => List(sandbox.All.Values.SelectMany(type => type.Fields).DistinctBy(field => field.Name).Select(Field)),
            _ => AzureDevOpsResponses.NoRoute,
        };
    }

    /// <summary>Ids are numbers of the whole organization, whatever the type.</summary>
    private (RecordTable Type, TableRecord Item)? Find(string id) => sandbox.All.Values
        .Select(type => ((RecordTable, TableRecord)?)(type.FindRecord(id) is { } item ? (type, item) : null))
        .FirstOrDefault(found => found is not null);

    private SandboxResponse Show(SandboxRequest request, RecordTable type, string id, JsonObject state)
    {
        var asked = request.Query["fields"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(asked, name => type.Find(name) is null) is { } unknown)
        {
            return AzureDevOpsResponses.NoField(unknown);
        }

        var fields = new JsonObject();
        foreach (var (name, value) in state.Where(field => asked.Length == 0 || asked.Contains(field.Key)))
        {
            fields[name] = type.Find(name)?.Type == "identity" ? Identities.Write(value!.ToString()) : value!.DeepClone();
        }

        return new(200, new JsonObject
        {
            ["id"] = int.Parse(id, CultureInfo.InvariantCulture),
            ["rev"] = state["System.Rev"]!.GetValue<int>(),
            ["fields"] = fields,
            ["url"] = $"{sandbox.ProjectUrl}_apis/wit/workItems/{id}",
        }.ToJsonString());
    }

    private SandboxResponse Update(SandboxRequest request, RecordTable type, TableRecord item)
    {
        if (request.Headers.ContentType.ToString().Split(';')[0] != "application/json-patch+json")
        {
            return AzureDevOpsResponses.WrongMediaType;
        }

        if (Operations(request.Body) is not { } operations)
        {
            return AzureDevOpsResponses.Unreadable;
        }

        var update = new WorkItemUpdate(sandbox, type);
        return item.Change(sandbox.Age, draft =>
            item.IsForbidden ? AzureDevOpsResponses.Forbidden
            : draft["System.Rev"]!.GetValue<int>() >= MostRevisions ? AzureDevOpsResponses.TooManyRevisions
            : update.Apply(draft, operations)
                ?? (request.Query["validateOnly"] == "true" ? Show(request, type, item.Id, draft) : null))
            ?? Show(request, type, item.Id, item.State);
    }

    private static JsonObject Type(RecordTable type) => new()
    {
        ["name"] = type.Name,
        ["referenceName"] = $"Microsoft.VSTS.WorkItemTypes.{type.Name}",
        ["description"] = type.Label,
        ["states"] = new JsonArray([.. type.Find("System.State")!.Choices.Select(state => (JsonNode)new JsonObject { ["name"] = state.Value, ["category"] = "InProgress" })]),
    };

    /// <summary>A field of a type; allowed values only where all is asked for ("Work Item Types Field").</summary>
    private static JsonObject TypeField(TableField field, string expand)
    {
        var shown = new JsonObject
        { ["referenceName"] = field.Name, ["name"] = field.Label, ["alwaysRequired"] = field.IsRequired, ["defaultValue"] = null, ["helpText"] = "", ["dependentFields"] = new JsonArray() };
        if (expand.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            shown["allowedValues"] = new JsonArray([.. field.Choices.Select(choice => (JsonNode)choice.Value)]);
        }

        return shown;
    }

    private static JsonObject Field(TableField field) => new()
    {
        ["name"] = field.Label,
        ["referenceName"] = field.Name,
        ["type"] = field.Type == "identity" ? "string" : field.Type,
        ["usage"] = "workItem",
        ["readOnly"] = field.IsReadOnly,
        ["isIdentity"] = field.Type == "identity",
        ["isPicklist"] = field.Choices.Count > 0,
    };

    private static SandboxResponse List(IEnumerable<JsonObject> all)
    {
        var values = new JsonArray([.. all.Select(one => (JsonNode)one)]);
        return new(200, new JsonObject { ["count"] = values.Count, ["value"] = values }.ToJsonString());
    }

    private static IReadOnlyList<JsonObject>? Operations(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonArray { Count: > 0 } all && all.All(one => one is JsonObject operation && operation["op"] is not null && operation["path"] is not null)
                ? [.. all.Select(one => one!.AsObject())]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

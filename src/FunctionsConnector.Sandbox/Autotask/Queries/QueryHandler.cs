using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Autotask.Routing;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask.Queries;

/// <summary>Handles <c>{Entity}/query</c>, by POST or by GET with <c>?search=</c> (developer help, "REST basic query calls").</summary>
internal sealed class QueryHandler(AutotaskTenant tenant)
{
    private const int MostRecords = 500;
    private const string UserDefinedFields = "userDefinedFields";

    public SandboxResponse Answer(AutotaskRoute route, SandboxRequest request)
    {
        if (Parse(request.Method == "POST" ? request.Body : request.Query["search"].ToString()) is not { } query
            || QueryFilter.Property(query, "filter") is not { ValueKind: JsonValueKind.Array } filter)
        {
            return AutotaskResponses.Refusal("Value cannot be null. (Parameter 'filters')");
        }

        var (name, records) = RecordsOf(route);
        var fields = records.Count > 0 ? records[0].Select(pair => pair.Key).ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
        string[] included = [.. QueryFilter.Property(query, "IncludeFields") is { } list ? list.EnumerateArray().Select(one => one.ToString()) : []];
        if ((QueryFilter.UnknownField(filter, fields) ?? included.FirstOrDefault(field => !fields.Contains(field) || field == UserDefinedFields)) is { } unknown)
        {
            return AutotaskResponses.Refusal($"Unable to find {unknown} in the {name} Entity");
        }

        var most = Math.Min(QueryFilter.Property(query, "MaxRecords") is { } number ? number.GetInt32() : MostRecords, MostRecords);
        List<JsonObject> found = [.. records.Where(record => QueryFilter.Matches(filter, record)).Take(most).Select(record => Only(record, included))];
        if (!found.Exists(HasUserDefinedValue))
        {
            // Developer help, "User-defined fields": the collection is left out where no record of the reply has a value.
            found.ForEach(record => record.Remove(UserDefinedFields));
        }

        var items = new JsonArray([.. found]);
        return new(200, new JsonObject
        {
            ["items"] = items,
            ["pageDetails"] = new JsonObject { ["count"] = items.Count, ["requestCount"] = most, ["prevPageUrl"] = null, ["nextPageUrl"] = null },
        }.ToJsonString());
    }

    private (string Name, IReadOnlyList<JsonObject> Records) RecordsOf(AutotaskRoute route) => route.Entity is { } entity
        ? (entity.TypeName, [.. tenant.Records.All(entity.Name).Select(record => JsonNode.Parse(record.State.Write())!.AsObject())])
        : (route.Named!.TypeName, [.. route.Named.Records]);

    private static bool HasUserDefinedValue(JsonObject record) =>
        record[UserDefinedFields] is JsonArray fields && fields.Any(field => field?["value"] is not null);

    private static JsonObject Only(JsonObject record, string[] included) => included.Length == 0
        ? record
        : new JsonObject(record.Where(pair => included.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    private static JsonElement? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

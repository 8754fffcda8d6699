using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>Handles <c>/api/data/v9.*/</c>: rows, queries, updates and table definitions.</summary>
internal sealed partial class WebApi(DataverseSandbox sandbox)
{
    public SandboxResponse Answer(SandboxRequest request)
    {
        if (Route().Match(request.Path) is not { Success: true } route)
        {
            return DataverseResponses.NoRoute;
        }

        var (set, key, rest) = (route.Groups["set"].Value, route.Groups["key"].Value, route.Groups["rest"].Value);
        if (set == "EntityDefinitions")
        {
            return request.Method == "GET" ? new TableDefinitions(sandbox.All).Answer(key, rest, request.Query) : DataverseResponses.WrongMethod;
        }

        var table = sandbox.All.Values.FirstOrDefault(one => SeededRows.SetOf(one.Name) == set);
        return (request.Method, key) switch
        {
            _ when table is null || rest.Length > 0 => DataverseResponses.NoRoute,
            ("GET", "") => List(request, table),
            ("GET", _) => Show(request, table, key),
            ("PATCH", { Length: > 0 }) => Update(request, table, key),
            _ => DataverseResponses.WrongMethod,
        };
    }

    private SandboxResponse Show(SandboxRequest request, RecordTable table, string id)
    {
        if (table.FindRecord(id) is not { } record)
        {
            return DataverseResponses.NoRecord(table.Name, id);
        }

        var shown = sandbox.Shown(record);
        return request.Headers.IfNoneMatch == RowWriter.Tag(shown) && !RowWriter.IsAnnotated(request)
            ? new SandboxResponse(304)
            : new RowWriter(sandbox, table, request).Respond(shown);
    }

    private SandboxResponse List(SandboxRequest request, RecordTable table)
    {
        var filter = request.Query["$filter"].ToString();
        if (ODataFilter.Parse(filter, table) is not { } holds)
        {
            return DataverseResponses.Error(400, "0x80060888", $"Syntax error in '{filter}'.");
        }

        var top = int.TryParse(request.Query["$top"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 5000;
        var writer = new RowWriter(sandbox, table, request);
        return writer.Unknown is { } unknown
            ? DataverseResponses.NoProperty(table.Name, unknown)
            : new(200, new JsonObject { ["value"] = new JsonArray([.. table.Records.Select(sandbox.Shown).Where(holds).Take(top).Select(writer.Write)]) }.ToJsonString());
    }

    private SandboxResponse Update(SandboxRequest request, RecordTable table, string id)
    {
        if (Body(request.Body) is not { } sent)
        {
            return DataverseResponses.Unconvertible(request.Body, "Edm.EntityType");
        }

        var ifMatch = request.Headers.IfMatch.ToString();
        var found = table.FindRecord(id);
        if (found is null && ifMatch.Length > 0)
        {
            return DataverseResponses.NoRecord(table.Name, id);
        }

        if (found is not null && request.Headers.IfNoneMatch == "*")
        {
            return DataverseResponses.AlreadyExists;
        }

        var record = found ?? new TableRecord(id, SeededRows.Empty(table, id));
        var update = new RowUpdate(sandbox, table, id);
        var refusal = record.Change(sandbox.Age, draft => record.IsForbidden ? DataverseResponses.Forbidden(table.Name)
            : ifMatch is not ("" or "*") && ifMatch != RowWriter.Tag(draft) ? DataverseResponses.StaleVersion
            : update.Apply(draft, sent) ?? Refuse(request, table, id, draft));
        if (refusal is null && found is null)
        {
            // PATCH is an upsert: without If-Match a missing row is created.
            table.Add(record);
        }

        return refusal ?? Updated(request, table, record);
    }

    private SandboxResponse? Refuse(SandboxRequest request, RecordTable table, string id, JsonObject draft)
    {
        const string Account = "account";
        if (table.Name == Account && sandbox.RefusingPlugin is { } message)
        {
            return DataverseResponses.Plugin(message, RowWriter.IsAnnotated(request));
        }

        return table.Name == Account && sandbox.Behavior.DetectsDuplicates
            && table.Records.Any(other => other.Id != id && JsonNode.DeepEquals(other.State["name"], draft["name"]))
                ? DataverseResponses.Duplicate
                : null;
    }

    private SandboxResponse Updated(SandboxRequest request, RecordTable table, TableRecord record) =>
        request.Headers["Prefer"].ToString().Contains("return=representation", StringComparison.Ordinal)
            ? new RowWriter(sandbox, table, request).Respond(record.State)
            : new SandboxResponse(204)
            {
                Headers = new Dictionary<string, string> { ["OData-EntityId"] = $"{sandbox.BaseUrl}api/data/v9.2/{SeededRows.SetOf(table.Name)}({record.Id})" },
            };

    private static JsonObject? Body(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^/api/data/v9\.\d/(?<set>\w+)(\((?<key>[^)]+)\))?(/(?<rest>.*))?$")]
    private static partial Regex Route();
}

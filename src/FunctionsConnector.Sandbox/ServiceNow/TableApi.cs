using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>Handles <c>/api/now[/v1|/v2]/table/{table}[/{sys_id}]</c> ("Table API").</summary>
internal sealed class TableApi(ServiceNowSandbox sandbox)
{
    private const int DefaultLimit = 10_000;

    public SandboxResponse Answer(SandboxRequest request)
    {
        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var version = segments is ["api", "now", ['v', _] given, ..] ? given : "";
        return segments[Math.Min(segments.Length, version.Length > 0 ? 3 : 2)..] switch
        {
            ["table", var table] when segments[1] == "now" => Answer(request, table, "", version),
            ["table", var table, var id] when segments[1] == "now" => Answer(request, table, id, version),
            _ => ServiceNowResponses.NoRoute,
        };
    }

    private SandboxResponse Answer(SandboxRequest request, string name, string id, string version)
    {
        if (MetadataTables.Names.Contains(name) && sandbox.Behavior.HidesMetadata)
        {
            return ServiceNowResponses.NotReadable;
        }

        var table = sandbox.All.GetValueOrDefault(name) ?? MetadataTables.Find(name, sandbox.All, sandbox.Behavior);
        return (request.Method, id) switch
        {
            _ when table is null => ServiceNowResponses.NoTable(name),
            ("GET", "") => List(request, table, version),
            ("GET", _) => table.FindRecord(id) is { } record ? Show(request, table, record) : ServiceNowResponses.NoRecord,
            ("PATCH" or "PUT", { Length: > 0 }) => Update(request, table, id),
            _ => ServiceNowResponses.WrongMethod,
        };
    }

    private SandboxResponse List(SandboxRequest request, RecordTable table, string version)
    {
        var query = EncodedQuery.Parse(request.Query["sysparm_query"].ToString(), table, sandbox.Behavior.InvalidQueryReturnsNothing);
        var found = query.Run(table.Records.Select(sandbox.Shown)).ToList();
        if (found.Count == 0 && version == "v1")
        {
            return ServiceNowResponses.NoRecord;
        }

        var writer = new RecordWriter(sandbox, table, request.Query);
        var page = found.Skip(Number(request, "sysparm_offset", 0)).Take(Number(request, "sysparm_limit", DefaultLimit));
        return ServiceNowResponses.Result(new JsonArray([.. page.Select(writer.Write)])) with
        {
            Headers = new Dictionary<string, string> { ["X-Total-Count"] = found.Count.ToString(CultureInfo.InvariantCulture) },
        };
    }

    private SandboxResponse Show(SandboxRequest request, RecordTable table, TableRecord record) =>
        ServiceNowResponses.Result(new RecordWriter(sandbox, table, request.Query).Write(sandbox.Shown(record)));

    private SandboxResponse Update(SandboxRequest request, RecordTable table, string id)
    {
        if (request.Headers.ContentType.ToString().Split(';')[0] != "application/json")
        {
            return ServiceNowResponses.WrongMediaType;
        }

        if (table.FindRecord(id) is not { } record)
        {
            return ServiceNowResponses.NoRecord;
        }

        if (record.IsForbidden || MetadataTables.Names.Contains(table.Name))
        {
            return ServiceNowResponses.Forbidden;
        }

        if (RequestBody.Parse(request.Body) is not { } sent)
        {
            return ServiceNowResponses.Unreadable;
        }

        var update = new TableUpdate(sandbox, table, request.Query["sysparm_input_display_value"] == "true");
        var refusal = record.Change(sandbox.Age, draft => update.Apply(draft, sent));
        return refusal ?? (request.Headers["X-no-response-body"] == "true"
            ? new SandboxResponse(200)
            : ServiceNowResponses.Result(new RecordWriter(sandbox, table, request.Query).Write(record.State)));
    }

    private static int Number(SandboxRequest request, string name, int absent) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : absent;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// The control routes of the sandbox below <c>/sandbox</c>, for people and for tests in other processes; <c>{v}</c> is a system's name:
/// <list type="bullet">
/// <item><c>GET /sandbox</c>: the simulated systems and their commands</item>
/// <item><c>POST /sandbox/{v}/reset</c>: restores the state after the start</item>
/// <item>
/// <c>GET /sandbox/{v}/truth/{recordType}/{id}</c>: the true state of the record; <c>PATCH</c> with <c>{"field":value}</c> sets it
/// </item>
/// <item><c>GET /sandbox/{v}/calls</c>, <c>GET …/calls/count</c>, <c>DELETE …/calls</c>: the calls that arrived</item>
/// <item><c>GET</c>, <c>POST</c>, <c>DELETE /sandbox/{v}/faults</c>: the pending faults; the body is a <see cref="FaultOrder"/></item>
/// <item><c>GET</c>, <c>PATCH /sandbox/{v}/switches</c>: the switches</item>
/// <item><c>POST /sandbox/{v}/commands/{name}</c>: runs a command</item>
/// </list>
/// </summary>
internal sealed class ControlApi(IReadOnlyList<IVendorSandbox> vendors)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var body = await BodyAsync(context.Request, context.RequestAborted);
            var segments = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var (status, document) = Answer(context.Request.Method, segments, body);
            await WriteAsync(context, status, document);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            await WriteAsync(context, 400, new { error = exception.Message });
        }
        catch (KeyNotFoundException exception)
        {
            await WriteAsync(context, 404, new { error = exception.Message });
        }
    }

    private (int Status, object? Document) Answer(string method, string[] segments, JsonObject body)
    {
        if (segments is ["sandbox"] && method == "GET")
        {
            return (200, vendors.Select(vendor => new { vendor.Name, Commands = vendor.Commands.Keys }));
        }

        if (segments is not ["sandbox", var name, .. var rest] || vendors.FirstOrDefault(vendor => vendor.Name == name) is not { } found)
        {
            return NotFound();
        }

        return rest switch
        {
            ["reset"] when method == "POST" => Done(found.Reset),
            ["truth", var type, var id] => Truth(method, found, type, id, body),
            ["calls", "count"] when method == "GET" => (200, new { found.Calls.Count }),
            ["calls"] when method == "GET" => (200, found.Calls.All),
            ["calls"] when method == "DELETE" => Done(found.Calls.Clear),
            ["faults"] => Faults(method, found.Faults, body),
            ["switches"] when method == "GET" => (200, found.Switches),
            ["switches"] when method == "PATCH" => Done(() => found.ChangeSwitches(body)),
            ["commands", var command] when method == "POST" && found.Commands.TryGetValue(command, out var run) => Done(() => run(body)),
            _ => NotFound(),
        };
    }

    private static (int Status, object? Document) Truth(string method, IVendorSandbox vendor, string type, string id, JsonObject body)
    {
        if (vendor.FindTruth(type, id) is not { } truth)
        {
            return NotFound();
        }

        if (method == "GET")
        {
            return (200, truth);
        }

        return method == "PATCH"
            ? Done(() =>
            {
                foreach (var (field, value) in body)
                {
                    vendor.SetTruth(type, id, field, value);
                }
            })
            : NotFound();
    }

    private static (int Status, object? Document) Faults(string method, FaultPlan faults, JsonObject body) => method switch
    {
        "GET" => (200, faults.Pending.Select(FaultOrder.Of)),
        "POST" => Done(() => faults.Add(body.Deserialize<FaultOrder>(Json)!.ToFault())),
        "DELETE" => Done(faults.Clear),
        _ => NotFound(),
    };

    private static (int Status, object? Document) Done(Action action)
    {
        action();
        return (204, null);
    }

    private static (int Status, object? Document) NotFound() =>
        (404, new { error = "There is no such route. GET /sandbox lists the systems and their commands." });

    private static async Task<JsonObject> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? throw new ArgumentException("The body must be a JSON object.");
    }

    private static Task WriteAsync(HttpContext context, int status, object? document)
    {
        context.Response.StatusCode = status;
        if (document is null)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = SandboxResponse.Json;
        return context.Response.WriteAsync($"{JsonSerializer.Serialize(document, Json)}\n", context.RequestAborted);
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>Shows one update from both sides: what the caller is told, and what the record truly holds.</summary>
internal sealed class Guide : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly HttpClient _caller;
    private readonly SandboxServer _sandbox;

    public Guide(Uri connector, SandboxServer sandbox)
    {
        _sandbox = sandbox;
        _caller = new HttpClient { BaseAddress = connector };
        _caller.DefaultRequestHeaders.Add("x-api-key", DemonstrationConnector.ApiKey);
    }

    /// <returns>Whether the update was applied and the record shows it.</returns>
    public async Task<bool> ShowAsync(CancellationToken cancellationToken)
    {
        const string Path = "api/systems/autotask/records/Tickets/1/field";
        const string Body = """{"field":"status","value":"Complete"}""";

        Say("FunctionsConnector: an update of a ticket, from both sides");
        Show("Ticket 1 in the sandbox before", Ticket());
        Show($"PATCH {_caller.BaseAddress}{Path}", JsonNode.Parse(Body)!);
        using var content = new StringContent(Body, Encoding.UTF8, "application/json");
        using var response = await _caller.PatchAsync(Path, content, cancellationToken);
        var reply = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        Show($"{(int)response.StatusCode} {response.ReasonPhrase}", reply);
        Show("Ticket 1 in the sandbox after", Ticket());
        return reply["outcome"]?.GetValue<string>() == "applied" && Ticket()["status"]!.GetValue<long>() == 5;
    }

    public void InviteToTry()
    {
        var connector = _caller.BaseAddress!.ToString();
        Say("Both stay up. Try:");
        Console.WriteLine($"  Connector  {connector}   key {DemonstrationConnector.ApiKey}");
        Console.WriteLine($"  Sandbox    {_sandbox.Url}sandbox   (its truth, its calls, its faults)");
        Console.WriteLine();
        Curl(connector, "systems/autotask/records/Tickets/2/field", """-X PATCH -d '{"field":"priority","value":"Critical"}'""");
        Curl(connector, "systems/autotask/records/Tickets/2/field", """-X PATCH -d '{"field":"status","value":"Clsoed"}'""");
        Curl(connector, "systems/autotask/records/Tickets/2?fields=status,priority,title", string.Empty);
        Say("Stop with Ctrl+C.");
    }

    public void Dispose() => _caller.Dispose();

    private static void Curl(string connector, string path, string rest) =>
        Console.WriteLine($"  curl -s '{connector}api/{path}' -H 'x-api-key: {DemonstrationConnector.ApiKey}'{(rest.Length > 0 ? $" -H 'content-type: application/json' {rest}" : string.Empty)}");

    private static void Say(string line)
    {
        Console.WriteLine();
        Console.WriteLine(line);
        Console.WriteLine();
    }

    private static void Show(string title, JsonNode content)
    {
        Console.WriteLine($"  {title}");
        Console.WriteLine($"    {content.ToJsonString(Indented).ReplaceLineEndings("\n    ")}");
        Console.WriteLine();
    }

    private JsonObject Ticket()
    {
        var truth = _sandbox.Autotask.Truth("Tickets", 1);
        return new JsonObject
        {
            ["id"] = truth["id"]?.DeepClone(),
            ["title"] = truth["title"]?.DeepClone(),
            ["status"] = truth["status"]?.DeepClone(),
            ["completedDate"] = truth["completedDate"]?.DeepClone(),
        };
    }
}

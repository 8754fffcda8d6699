using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>Shows updates from both sides: what the caller is told, and what the record truly holds.</summary>
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

    /// <returns>Whether every update was applied and the records show it.</returns>
    public async Task<bool> ShowAsync(CancellationToken cancellationToken)
    {
        var wentWell = true;
        foreach (var update in DemonstrationUpdate.All)
        {
            wentWell &= await ShowAsync(update, cancellationToken);
        }

        return wentWell;
    }

    public void InviteToTry()
    {
        var connector = _caller.BaseAddress!.ToString();
        Say("Both stay up. Try:");
        Console.WriteLine($"  Connector  {connector}   key {DemonstrationConnector.ApiKey}");
        Console.WriteLine($"  Sandbox    {_sandbox.Url}sandbox   (its truth, its calls, its faults)");
        Console.WriteLine($"  Key Vault  {_sandbox.KeyVault.Url}   (where the connector has its secrets from)");
        Console.WriteLine();
        Curl(connector, "systems/autotask/records/Tickets/2/field", """-X PATCH -d '{"field":"priority","value":"Critical"}'""");
        Curl(connector, "systems/autotask/records/Tickets/2/field", """-X PATCH -d '{"field":"status","value":"Clsoed"}'""");
        Curl(connector, "systems/teamdynamix/records/tickets-42/1002?fields=Title,Status,Building", string.Empty);
        Say("Stop with Ctrl+C.");
    }

    public void Dispose() => _caller.Dispose();

    private async Task<bool> ShowAsync(DemonstrationUpdate update, CancellationToken cancellationToken)
    {
        Say($"{update.System}: an update of a ticket, from both sides");
        Show("The ticket in the sandbox before", update.Truth(_sandbox));
        Show($"PATCH {_caller.BaseAddress}{update.Path}", JsonNode.Parse(update.Body)!);
        using var content = new StringContent(update.Body, Encoding.UTF8, "application/json");
        using var response = await _caller.PatchAsync(update.Path, content, cancellationToken);
        var reply = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        Show($"{(int)response.StatusCode} {response.ReasonPhrase}", reply);
        var after = update.Truth(_sandbox);
        Show("The ticket in the sandbox after", after);
        return reply["outcome"]?.GetValue<string>() == "applied" && update.IsThere(after);
    }

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
}

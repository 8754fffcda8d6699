using FunctionsConnector.Sandbox.KeyVault;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>Shows commands for the reader to try.</summary>
internal static class Invitation
{
    private const string Key = $"-H 'x-api-key: {SeededSecrets.ConnectorKey}'";

    public static void Show(Uri connector, SandboxServer sandbox, bool hasQueue)
    {
        Page.Show("Try more of it; Ctrl+C ends all of it.");
        Console.WriteLine("  # in a browser: a page to change records on");
        Console.WriteLine($"  {connector} with the API key {SeededSecrets.ConnectorKey}");
        Curl("an update", $"-X PATCH {connector}api/systems/autotask/records/Tickets/2/field", """{"field":"priority","value":"Critical"}""");
        Curl("what the ticket truly holds; GET /sandbox lists what else the sandbox shows", $"{sandbox.Url}sandbox/autotask/truth/Tickets/2");
        Curl("a record through the connector", $"'{connector}api/systems/teamdynamix/records/tickets-42/1002?fields=Status,Building' \\\n    {Key}");
        if (hasQueue)
        {
            Curl("a queued update, whose result appears below", $"{connector}api/systems/autotask/records/Tickets/7/queue", """{"fields":{"status":"Complete"}}""");
        }

        Console.WriteLine();
    }

    private static void Curl(string what, string command, string? body = null)
    {
        Console.WriteLine($"  # {what}");
        Console.WriteLine($"  curl -s {command}{(body is null ? string.Empty : $" \\\n    {Key} -H 'content-type: application/json' -d '{body}'")}");
    }
}

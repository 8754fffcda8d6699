using System.Diagnostics;

namespace FunctionsConnector.EndToEnd.Tests.Agents;

/// <summary>A client of the Model Context Protocol that is not ours: the official SDK for TypeScript, in a process of its own.</summary>
internal static class AgentClient
{
    private static readonly NpmInstallation Installation = new("agents", Path.Combine("Agents", "Client"), ["package.json", "package-lock.json", "client.mjs"]);

    /// <summary>Connects, lists the tools and makes the calls.</summary>
    /// <returns>What the SDK returned: <c>server</c>, <c>tools</c> and <c>results</c>, or <c>error</c>.</returns>
    public static async Task<JsonElement> RunAsync(World world, string key, params object[] calls)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["client.mjs", $"{world.Url}mcp", key])
        {
            WorkingDirectory = await Installation.InstallAsync(TestContext.Current.CancellationToken),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(calls));
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonElement.Parse(answer);
    }

    /// <summary>A call of a tool.</summary>
    public static object Call(string name, object arguments) => new { name, arguments };

    /// <summary>Runs a scenario of the official conformance suite.</summary>
    /// <returns>What it printed; its last line counts the checks.</returns>
    public static async Task<string> CheckAsync(Uri endpoint, string scenario) => await NpmInstallation.RunAsync(
        "node",
        ["node_modules/@modelcontextprotocol/conformance/dist/index.js", "server", "--url", $"{endpoint}", "--scenario", scenario],
        await Installation.InstallAsync(TestContext.Current.CancellationToken),
        TestContext.Current.CancellationToken);
}

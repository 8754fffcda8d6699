using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.FunctionsHost;

namespace FunctionsConnector.EndToEnd.Tests.Homes;

/// <summary>A published home of the connector with its own simulated systems.</summary>
internal static class Home
{
    public const string Server = "the native executable";
    public const string FunctionApp = "the function app";

    public static async Task<World> StartAsync(string home, string folder, Action<Dictionary<string, string?>>? change = null)
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string?>(World.Settings(sandbox)) { ["Connector:RequestTimeout"] = "00:00:10" };
        change?.Invoke(settings);
        var lines = new ConcurrentQueue<string>();
        if (home == Server)
        {
            settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
            var process = ConnectorProcess.Start(folder, settings, lines);
            return World.Of(sandbox, process, await process.Listening);
        }

        settings["AzureWebJobs.UpdateFromQueue.Disabled"] = "true";
        settings.TryAdd("Queue:Name", "field-updates");
        var host = await LocalFunctionsHost.StartAsync(
            new FunctionsHostOptions { AppFolder = folder, Settings = settings, Lines = lines }, TestContext.Current.CancellationToken);
        return World.Of(sandbox, host, host.Url);
    }
}

using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Vendor;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.FunctionsHost;

namespace FunctionsConnector.Benchmarks;

/// <summary>The published programs and the vendor process for the scenarios.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly VendorProcess _vendor;
    private readonly string _functionApp;
    private readonly string _functionFloor;

    private Workbench(Options options, VendorProcess vendor, IReadOnlyList<string> folders)
    {
        (Options, _vendor, _functionApp, _functionFloor) = (options, vendor, folders[2], folders[3]);
        Connector = Path.Combine(folders[0], "functions-connector");
        Floor = Path.Combine(folders[1], "FunctionsConnector.Benchmarks.Floor");
        if (options.Before is { } before)
        {
            var native = Path.Combine(before, "functions-connector");
            Before = File.Exists(native) ? native : Path.Combine(before, "FunctionsConnector");
        }
    }

    public Options Options { get; }

    public VendorAddress Vendor => _vendor.Address;

    /// <summary>The native executable.</summary>
    public string Connector { get; }

    /// <summary>The executable of floor B.</summary>
    public string Floor { get; }

    /// <summary>An older executable of the connector; null if none was given.</summary>
    public string? Before { get; }

    public static async Task<Workbench> PrepareAsync(Options options)
    {
        var folders = new List<string>();
        foreach (var project in (string[])
            ["src/FunctionsConnector.Server", "tests/FunctionsConnector.Benchmarks.Floor", "src/FunctionsConnector", "tests/FunctionsConnector.Benchmarks.FunctionFloor"])
        {
            if (!options.IsPublished || !Directory.Exists(Publishing.FolderOf(project)))
            {
                await Console.Error.WriteLineAsync($"Publishing {project}");
                await Publishing.RunAsync(project);
            }

            folders.Add(Publishing.FolderOf(project));
        }

        return new Workbench(options, await VendorProcess.StartAsync(), folders);
    }

    /// <summary>Starts floor B, which may not listen yet.</summary>
    /// <param name="zone">Autotask's zone, to which it forwards calls.</param>
    public ServerProcess StartFloor(Uri zone) => ServerProcess.Start(Floor, FloorSettings(zone));

    /// <summary>Starts the function app in the local substitute for the Azure Functions host.</summary>
    /// <param name="zone">Autotask's zone.</param>
    public Task<LocalFunctionsHost> StartFunctionAppAsync(Uri zone) => StartFunctionsAsync(
        _functionApp,
        new(ConnectorSettings.For(Vendor, zone, ConnectorSettings.ManyCalls)) { ["AzureWebJobs.UpdateFromQueue.Disabled"] = "1" });

    /// <summary>Starts the bare function in the local substitute for the Azure Functions host.</summary>
    /// <param name="zone">Autotask's zone, to which it forwards calls.</param>
    public Task<LocalFunctionsHost> StartFunctionFloorAsync(Uri zone) => StartFunctionsAsync(_functionFloor, FloorSettings(zone));

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    private static Task<LocalFunctionsHost> StartFunctionsAsync(string folder, Dictionary<string, string?> settings) =>
        LocalFunctionsHost.StartAsync(new FunctionsHostOptions { AppFolder = folder, Settings = settings }, CancellationToken.None);

    private Dictionary<string, string?> FloorSettings(Uri zone) => new()
    {
        ["Vendor"] = Calls.TicketsOf(zone).ToString(),
        ["UserName"] = Vendor.UserName,
        ["Secret"] = Vendor.Secret,
        ["IntegrationCode"] = Vendor.IntegrationCode,
    };
}

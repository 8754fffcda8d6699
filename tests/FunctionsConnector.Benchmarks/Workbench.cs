using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Vendor;

namespace FunctionsConnector.Benchmarks;

/// <summary>What the scenarios work with: the two published executables and a vendor in a process of its own.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly VendorProcess _vendor;

    private Workbench(Options options, string connectorFolder, string floorFolder, VendorProcess vendor)
    {
        (Options, ConnectorFolder, FloorFolder, _vendor) = (options, connectorFolder, floorFolder, vendor);
    }

    public Options Options { get; }

    public string ConnectorFolder { get; }

    public string FloorFolder { get; }

    public VendorAddress Vendor => _vendor.Address;

    public static async Task<Workbench> PrepareAsync(Options options) => new(
        options,
        await Publishing.PublishAsync("src/FunctionsConnector", "connector", options.IsPublished),
        await Publishing.PublishAsync("tests/FunctionsConnector.Benchmarks.Floor", "floor", options.IsPublished),
        await VendorProcess.StartAsync());

    /// <summary>Starts the published connector; it may not listen yet.</summary>
    /// <param name="settings">Its settings, but where it listens.</param>
    /// <param name="isProbed">Whether its allocations will be asked for.</param>
    public ServerProcess StartConnector(IReadOnlyDictionary<string, string> settings, bool isProbed = false) =>
        ServerProcess.Start(Path.Combine(ConnectorFolder, "FunctionsConnector"), settings, isProbed);

    /// <summary>Starts floor B; it may not listen yet.</summary>
    /// <param name="zone">Where it passes calls on to.</param>
    /// <param name="isProbed">Whether its allocations will be asked for.</param>
    public ServerProcess StartFloor(Uri zone, bool isProbed = false) => ServerProcess.Start(
        Path.Combine(FloorFolder, "FunctionsConnector.Benchmarks.Floor"),
        new Dictionary<string, string>
        {
            ["Vendor"] = zone.ToString(),
            ["UserName"] = Vendor.UserName,
            ["Secret"] = Vendor.Secret,
            ["IntegrationCode"] = Vendor.IntegrationCode,
        },
        isProbed);

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();
}

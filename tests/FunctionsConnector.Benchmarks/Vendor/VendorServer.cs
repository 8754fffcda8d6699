using System.Text.Json;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Benchmarks.Vendor;

/// <summary>The vendor's process: the Sandbox, and the stand-in, which is fast enough not to limit the figures.</summary>
internal static class VendorServer
{
    /// <summary>The argument that starts this program as the vendor.</summary>
    public const string Role = "vendor";

    /// <summary>The number of tickets in addition to the Sandbox's seed.</summary>
    public const int Tickets = 2_000;

    /// <summary>A record type with additional fields.</summary>
    public const string WideRecordType = "Companies";

    public const int WideFields = 200;

    /// <summary>Runs until its standard input ends. It ends with the benchmark, also after a crash.</summary>
    public static async Task<int> RunAsync()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions());
        var firstTicket = Prepare(sandbox);
        await using var standIn = await StandInServer.StartAsync(sandbox.Url);

        // Zone discovery at the Sandbox returns the Sandbox; at the stand-in, the stand-in.
        Console.WriteLine(JsonSerializer.Serialize(VendorAddress.Of(sandbox, standIn.Url, firstTicket)));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Prepares the Sandbox for load: no limits and no recorded calls.</summary>
    /// <returns>The first ticket.</returns>
    private static long Prepare(SandboxServer sandbox)
    {
        sandbox.Autotask.Behavior = sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue, ThreadLimit = int.MaxValue };
        sandbox.Autotask.Calls.Recording = false;
        sandbox.Autotask.Widen(WideRecordType, WideFields);
        return sandbox.Autotask.AddTickets(Tickets);
    }
}

using System.Text.Json;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Benchmarks.Vendor;

/// <summary>The vendor's process: the Sandbox, and before it the stand-in that is fast enough not to be what is measured.</summary>
internal static class VendorServer
{
    /// <summary>The argument that makes this program the vendor.</summary>
    public const string Role = "vendor";

    /// <summary>How many tickets there are, besides those of the Sandbox's seed.</summary>
    public const int Tickets = 2_000;

    /// <summary>A record type with so many fields more than usual.</summary>
    public const string WideRecordType = "Companies";

    public const int WideFields = 200;

    /// <summary>Runs until its standard input ends, which it does when the benchmark ends, however that goes.</summary>
    public static async Task<int> RunAsync()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions());
        var firstTicket = Prepare(sandbox);
        await using var standIn = await StandInServer.StartAsync(sandbox.Url);

        // Whoever asks the Sandbox for the zone is sent to the Sandbox; whoever asks the stand-in, to the stand-in.
        Console.WriteLine(JsonSerializer.Serialize(VendorAddress.Of(sandbox, standIn.Url, firstTicket)));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Makes the Sandbox bear a load: nobody's limits, and no memory of calls.</summary>
    /// <returns>The first ticket.</returns>
    private static long Prepare(SandboxServer sandbox)
    {
        sandbox.Autotask.Behavior = sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue, ThreadLimit = int.MaxValue };
        sandbox.Autotask.Calls.Recording = false;
        sandbox.Autotask.Widen(WideRecordType, WideFields);
        return sandbox.Autotask.AddTickets(Tickets);
    }
}

using System.Diagnostics;
using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>From the start of the process to the first update that is seen in the record.</summary>
internal sealed class Startup : IScenario
{
    private const double MostOfFloor = 1.3;

    private const int StartsPerRound = 4;

    /// <summary>The runtime compiles a method anew when it has been called so often.</summary>
    private const int CallsUntilHot = 30;

    public string Name => "startup";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        await WarmUpAsync(workbench);
        var rounds = new List<(double Floor, double Ours)>();
        for (var round = 0; round < StartsPerRound * workbench.Options.Rounds; round++)
        {
            rounds.Add(((await FloorAsync(workbench)).TotalSeconds, (await OursAsync(workbench)).TotalSeconds));
        }

        var ratio = rounds.Select(round => round.Ours / round.Floor).Median();
        return new Table(
            "Start",
            Table.Comparison,
            [
                new Line(
                    new Target($"≤ {MostOfFloor} of floor B", ratio <= MostOfFloor),
                    "start of the executable to its first applied update",
                    Figures.Seconds(TimeSpan.FromSeconds(rounds.Select(round => round.Ours).Median())),
                    $"floor B's start to its first answer: {Figures.Seconds(TimeSpan.FromSeconds(rounds.Select(round => round.Floor).Median()))}",
                    Figures.Ratio(ratio)),
            ],
            $"Median of {StartsPerRound * workbench.Options.Rounds} starts of each. The vendor is the Sandbox. Nothing is known of it at the start: zone, hourly threshold and the "
                + "ticket's fields are asked for, then the PATCH is sent and the ticket read back, which is seven calls. Floor B makes one. Before that, ours was started "
                + $"{CallsUntilHot} times that do not count: the Sandbox compiles its own code at the first calls of each kind, and ours are of more kinds.");
    }

    /// <summary>Until the vendor and our own client are as fast as they get, and the disk's cache has what is started.</summary>
    private static async Task WarmUpAsync(Workbench workbench)
    {
        await FloorAsync(workbench);
        for (var start = 0; start < CallsUntilHot; start++)
        {
            await OursAsync(workbench);
        }
    }

    private static async Task<TimeSpan> FloorAsync(Workbench workbench)
    {
        using var client = Call.NewClient();
        var start = Stopwatch.GetTimestamp();
        await using var floor = workbench.StartFloor(workbench.Vendor.Zone);
        return await UntilAnsweredAsync(floor, Calls.Vendor(client, floor.Url, workbench.Vendor), start);
    }

    private static async Task<TimeSpan> OursAsync(Workbench workbench)
    {
        var start = Stopwatch.GetTimestamp();
        await using var connector = workbench.StartConnector(ConnectorSettings.For(workbench.Vendor, workbench.Vendor.Zone));
        return await UntilAnsweredAsync(connector, Calls.UpdateField(connector, workbench.Vendor, isVerified: true), start);
    }

    private static async Task<TimeSpan> UntilAnsweredAsync(ServerProcess process, Call call, long start)
    {
        await process.UntilListeningAsync();
        await call.MakeAsync(0);
        return Stopwatch.GetElapsedTime(start);
    }
}

using System.Diagnostics;
using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>From the start of the process to the first update that is seen in the record.</summary>
internal sealed class Startup : IScenario
{
    private const double MostOfFloor = 1.3;

    public string Name => "startup";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var rounds = new List<(double Floor, double Ours)>();

        // The first round only lets the disk's cache have both.
        for (var round = 0; round <= 2 * workbench.Options.Rounds; round++)
        {
            var (floor, ours) = (await FloorAsync(workbench), await OursAsync(workbench));
            if (round > 0)
            {
                rounds.Add((floor.TotalSeconds, ours.TotalSeconds));
            }
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
            $"Median of {2 * workbench.Options.Rounds} starts of each. The vendor is the Sandbox. Nothing is known of it at the start: zone, hourly threshold and the ticket's fields "
                + "are asked for, then the PATCH is sent and the ticket read back, which is seven calls. Floor B makes one.");
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

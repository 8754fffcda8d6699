using System.Diagnostics;
using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>The time from the start of the process to the first applied update.</summary>
internal sealed class Startup : IScenario
{
    private const double MostOfBefore = 0.6;
    private const int StartsPerRound = 4;

    /// <summary>The runtime recompiles a method after this number of calls.</summary>
    private const int CallsUntilHot = 30;

    public string Name => "startup";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var starts = StartsPerRound * workbench.Options.Rounds;
        for (var start = 0; start < CallsUntilHot; start++)
        {
            await ConnectorAsync(workbench, workbench.Connector);
        }

        var rounds = new List<(double Floor, double Ours, double Before)>();
        await FloorAsync(workbench);
        for (var round = 0; round < starts; round++)
        {
            rounds.Add((await FloorAsync(workbench), await ConnectorAsync(workbench, workbench.Connector), workbench.Before is { } before ? await ConnectorAsync(workbench, before) : double.NaN));
        }

        Line LineOf(string than, Func<(double Floor, double Ours, double Before), double> other, double? most)
        {
            var ratio = rounds.Select(round => round.Ours / other(round)).Median();
            return new Line(
                most is null ? null : new Target($"≤ {most} of the older build", ratio <= most),
                "start of the executable to its first applied update",
                Figures.Seconds(rounds.Select(round => round.Ours).Median()),
                $"{than}: {Figures.Seconds(rounds.Select(other).Median())}",
                Figures.Ratio(ratio));
        }

        return new Table(
            "Start",
            Table.Comparison,
            [
                LineOf("floor B's start to its first answer", round => round.Floor, null),
                .. workbench.Before is null ? [] : (Line[])[LineOf("the older build", round => round.Before, MostOfBefore)],
            ],
            $"Median of {starts} starts of each. The vendor is the Sandbox. The connector knows nothing of it at the start: it asks for the zone, the hourly threshold and the "
                + "ticket's fields, sends the PATCH and reads the ticket back, which is seven calls. Floor B makes one. "
                + $"{CallsUntilHot} starts before that do not count, until the runtime of the Sandbox has compiled its hot code.");
    }

    private static async Task<double> FloorAsync(Workbench workbench)
    {
        using var client = Call.NewClient();
        var start = Stopwatch.GetTimestamp();
        await using var floor = workbench.StartFloor(workbench.Vendor.Zone);
        return await UntilAnsweredAsync(floor, Calls.Vendor(client, Calls.TicketsOf(floor.Url), workbench.Vendor), start);
    }

    private static async Task<double> ConnectorAsync(Workbench workbench, string executable)
    {
        var start = Stopwatch.GetTimestamp();
        await using var connector = ServerProcess.Start(executable, ConnectorSettings.For(workbench.Vendor, workbench.Vendor.Zone));
        return await UntilAnsweredAsync(connector, Calls.UpdateField(connector.Url, workbench.Vendor, isVerified: true), start);
    }

    private static async Task<double> UntilAnsweredAsync(ServerProcess process, Call call, long start)
    {
        await process.UntilListeningAsync();
        await call.MakeAsync(0);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

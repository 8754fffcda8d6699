using System.Diagnostics;
using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Reporting;
using FunctionsConnector.FunctionsHost;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>The function app compared with a bare function, both in the local substitute for the Azure Functions host.</summary>
internal sealed class FunctionApp : IScenario
{
    private const int Callers = 16;

    public string Name => "functions";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var (vendor, options) = (workbench.Vendor, workbench.Options);
        using var client = Call.NewClient();
        Call BareCall(Uri host) => Calls.BareFunction(client, host, vendor);
        Call OurCall(Uri host) => Calls.UpdateField(host, vendor, isVerified: false);

        var starts = new List<(double Bare, double Ours)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            starts.Add((await StartAsync(workbench.StartFunctionFloorAsync, vendor.StandInZone, BareCall), await StartAsync(workbench.StartFunctionAppAsync, vendor.StandInZone, OurCall)));
        }

        await using var bare = await workbench.StartFunctionFloorAsync(vendor.StandInZone);
        await using var ours = await workbench.StartFunctionAppAsync(vendor.StandInZone);
        Subject[] subjects =
        [
            new("the bare function", BareCall(bare.Url), Process.GetProcessById(bare.WorkerProcessId!.Value)),
            new("UpdateField, verify: false", OurCall(ours.Url), Process.GetProcessById(ours.WorkerProcessId!.Value)),
        ];
        foreach (var subject in subjects)
        {
            await subject.MeasureAsync(Callers, options.WarmUp);
        }

        var rounds = await Rounds.MeasureAsync(subjects, Callers, 2 * options.Rounds, options.Spell);
        return new Table(
            "Calls over HTTP, the function app",
            Rounds.Columns,
            [.. rounds.Lines()],
            "The floor is the bare function. The stand-in for the host runs inside the benchmark, beside the callers, and takes the logs of both apps as the host does. "
                + $"From the start of the worker to its first answer it takes {Figures.Seconds(starts.Select(start => start.Ours).Median())}, the bare function "
                + $"{Figures.Seconds(starts.Select(start => start.Bare).Median())} (median of {options.Rounds} starts). The real host adds its own time to both.");
    }

    private static async Task<double> StartAsync(Func<Uri, Task<LocalFunctionsHost>> startAsync, Uri zone, Func<Uri, Call> call)
    {
        var start = Stopwatch.GetTimestamp();
        await using var host = await startAsync(zone);
        await call(host.Url).MakeAsync(0);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

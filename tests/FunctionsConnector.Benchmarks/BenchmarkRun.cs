using System.Diagnostics;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;
using FunctionsConnector.Benchmarks.Scenarios;

namespace FunctionsConnector.Benchmarks;

/// <summary>Runs the scenarios one after the other and writes what they found.</summary>
internal static class BenchmarkRun
{
    private static readonly IReadOnlyList<IScenario> All =
    [
        new Startup(),
        new AppSize(),
        new Throughput(),
        new Allocations(),
        new ResidentMemory(),
        new VendorCalls(),
        new QueueThroughput(),
        new JoinedPatches(),
        new LimitedTeamDynamix(),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Options.Parse(arguments) is not { } options || options.Only.Except(All.Select(scenario => scenario.Name)).Any())
        {
            await Console.Error.WriteLineAsync($"Usage: {Options.Usage}; names are {string.Join(", ", All.Select(scenario => scenario.Name))}.");
            return 1;
        }

        var (clock, tables, status) = (Stopwatch.StartNew(), new List<Table>(), 0);
        await using var workbench = await Workbench.PrepareAsync(options);
        foreach (var scenario in All.Where(scenario => options.Only.Count == 0 || options.Only.Contains(scenario.Name)))
        {
            await Console.Error.WriteLineAsync($"{clock.Elapsed:mm\\:ss} {scenario.Name}");
            try
            {
                tables.Add(await scenario.RunAsync(workbench));
            }
            catch (Exception exception)
            {
                // The others are worth their tables nevertheless.
                (status, var told) = (1, $"{scenario.Name} broke: {exception}");
                await Console.Error.WriteLineAsync(told);
                tables.Add(Table.NotMeasured(scenario.Name, exception.Message));
            }
        }

        var report = Report.Write(tables, options, clock.Elapsed);
        Console.WriteLine(report);

        // A part, or a hurried whole, does not replace what is kept.
        if (options is { IsQuick: false, IsPublished: false, Only.Count: 0 } && status == 0)
        {
            await File.WriteAllTextAsync(Path.Combine(Publishing.Repository, "benchmarks.md"), report);
        }

        return status;
    }
}

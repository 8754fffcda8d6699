using System.Diagnostics;
using System.Text;
using FunctionsConnector.Benchmarks.Reporting;
using FunctionsConnector.Benchmarks.Scenarios;
using FunctionsConnector.EndToEnd.Tests.Testing;

namespace FunctionsConnector.Benchmarks;

/// <summary>Runs the scenarios one after the other and writes their report.</summary>
internal static class BenchmarkRun
{
    private static readonly IReadOnlyList<IScenario> All =
    [
        new AppSize(),
        new Throughput(),

        // Waits, because the disk is still busy after publishing.
        new Startup(),
        new FunctionApp(),
        new ResidentMemory(),
        new VendorCalls(),
        new QueueThroughput(),
        new CoalescedPatches(),
        new LimitedTeamDynamix(),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Options.Parse(arguments) is not { } options || options.Only.Except(All.Select(scenario => scenario.Name)).Any())
        {
            await Console.Error.WriteLineAsync($"Usage: {Options.Usage}; names are {string.Join(", ", All.Select(scenario => scenario.Name))}.");
            return 1;
        }

        var (clock, report, status) = (Stopwatch.StartNew(), new StringBuilder(), 0);
        await using var workbench = await Workbench.PrepareAsync(options);
        Write(report, Report.Head(options));
        foreach (var scenario in All.Where(scenario => options.Only.Count == 0 || options.Only.Contains(scenario.Name)))
        {
            await Console.Error.WriteLineAsync($"{clock.Elapsed:mm\\:ss} {scenario.Name}");
            try
            {
                Write(report, Report.Of(await scenario.RunAsync(workbench)));
            }
            catch (Exception exception)
            {
                // The other scenarios still run.
                status = 1;
                await Console.Error.WriteLineAsync($"{scenario.Name} failed: {exception}");
            }
        }

        await Console.Error.WriteLineAsync($"{clock.Elapsed:mm\\:ss} done");

        // A partial or quick run does not replace the stored report.
        if (options is { IsQuick: false, IsPublished: false, Only.Count: 0 } && status == 0)
        {
            await File.WriteAllTextAsync(Path.Combine(Publishing.Repository, "docs", "benchmarks.md"), report.ToString());
        }

        return status;
    }

    private static void Write(StringBuilder report, string text)
    {
        report.Append(text).Append('\n');
        Console.WriteLine(text);
    }
}

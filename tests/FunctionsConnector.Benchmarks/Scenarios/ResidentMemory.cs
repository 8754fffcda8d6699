using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>The memory of the process, and its growth.</summary>
internal sealed class ResidentMemory : IScenario
{
    private const int Callers = 16;
    private const int MostMegabytes = 70;
    private const double MostGrowth = 1.15;

    public string Name => "memory";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var isQuick = workbench.Options.IsQuick;
        var (few, many) = isQuick ? (2_000, 20_000) : (20_000, 200_000);
        var ours = await MeasureAsync(workbench, workbench.Connector, few, many);
        var before = workbench.Before is { } executable ? await MeasureAsync(workbench, executable, few, many) : ((long First, long Few, long Many)?)null;
        Line LineOf(Target? target, string name, long figure, string than, long? other) => new(
            target, name, Figures.Megabytes(figure), other is null ? "" : $"{than}: {Figures.Megabytes(other.Value)}", other is null ? "" : Figures.Ratio((double)figure / other.Value));

        var name = $"after {Figures.Whole(many)} updates";
        return new Table(
            "Resident memory",
            Table.Comparison,
            [
                LineOf(null, "after the first update", ours.First, "the older build", before?.First),
                LineOf(new Target($"≤ {MostMegabytes} MB", isQuick ? null : ours.Many <= MostMegabytes * Figures.Megabyte), name, ours.Many, "the older build", before?.Many),
                LineOf(
                    new Target($"≤ {MostGrowth} of that after 20,000", isQuick ? null : ours.Many <= MostGrowth * ours.Few), name, ours.Many, $"after {Figures.Whole(few)}", ours.Few),
            ],
            $"Resident set of the published executable, {Callers} callers, UpdateField with `verify: false`.");
    }

    private static async Task<(long First, long Few, long Many)> MeasureAsync(Workbench workbench, string executable, int few, int many)
    {
        var vendor = workbench.Vendor;
        await using var connector = ServerProcess.Start(executable, ConnectorSettings.For(vendor, vendor.StandInZone, ConnectorSettings.ManyCalls));
        var call = Calls.UpdateField(connector.Url, vendor, isVerified: false);
        await connector.UntilListeningAsync();
        await call.MakeAsync(0);
        var first = connector.Resident;
        await Load.TimesAsync(call, Callers, few - 1);
        var afterFew = connector.Resident;
        await Load.TimesAsync(call, Callers, many - few);
        return (first, afterFew, connector.Resident);
    }
}

using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>Whether the process grows with its work.</summary>
internal sealed class ResidentMemory : IScenario
{
    private const int Callers = 16;
    private const double MostGrowth = 1.15;

    public string Name => "memory";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var (vendor, isQuick) = (workbench.Vendor, workbench.Options.IsQuick);
        var (few, many) = isQuick ? (2_000, 20_000) : (20_000, 200_000);
        await using var connector = workbench.StartConnector(ConnectorSettings.For(vendor, vendor.StandInZone, Throughput.VendorCallsAtATime));
        var call = Calls.UpdateField(connector, vendor, isVerified: false);
        await connector.UntilListeningAsync();
        await call.MakeAsync(0);
        var first = connector.Resident;
        await Load.TimesAsync(call, Callers, few - 1);
        var before = connector.Resident;
        await Load.TimesAsync(call, Callers, many - few);
        var after = connector.Resident;

        var ratio = (double)after / before;
        return new Table(
            "Resident memory",
            Table.Comparison,
            [
                new Line(null, "after the first update", Figures.Megabytes(first), "", ""),
                new Line(
                    new Target($"≤ {MostGrowth} of that after 20,000", isQuick ? null : ratio <= MostGrowth),
                    $"after {Figures.Whole(many)} updates",
                    Figures.Megabytes(after),
                    $"after {Figures.Whole(few)}: {Figures.Megabytes(before)}",
                    Figures.Ratio(ratio)),
            ],
            $"`VmRSS` of the published executable, {Callers} callers, UpdateField with `verify: false`.");
    }
}

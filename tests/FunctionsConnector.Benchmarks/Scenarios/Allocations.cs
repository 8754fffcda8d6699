using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>Managed memory that one update takes, as the runtime of the published executable counts it.</summary>
internal sealed class Allocations : IScenario
{
    private const int Callers = 16;

    public string Name => "allocations";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var vendor = workbench.Vendor;
        await using var floor = workbench.StartFloor(vendor.StandInZone, isProbed: true);
        await using var connector = workbench.StartConnector(ConnectorSettings.For(vendor, vendor.StandInZone, Throughput.VendorCallsAtATime), isProbed: true);
        using var client = Call.NewClient();
        await floor.UntilListeningAsync();
        await connector.UntilListeningAsync();

        var calls = workbench.Options.IsQuick ? 2_000 : 10_000;
        var floorB = await EachAsync(floor, Calls.Vendor(client, floor.Url, vendor), calls);
        (string Name, Call Call)[] ours =
        [
            ("UpdateField, verify: false", Calls.UpdateField(connector, vendor, isVerified: false)),
            ("UpdateField, verify: true", Calls.UpdateField(connector, vendor, isVerified: true)),
            ("UpdateFields, 10 fields, verify: false", Calls.UpdateTenFields(connector, vendor)),
        ];
        var lines = new List<Line>();
        foreach (var (name, call) in ours)
        {
            var each = await EachAsync(connector, call, calls);
            lines.Add(new Line(null, name, Figures.Kilobytes(each), $"floor B: {Figures.Kilobytes(floorB)}", Figures.Ratio(each / floorB)));
        }

        return new Table(
            "Allocations per call",
            Table.Comparison,
            lines,
            $"`GC.GetTotalAllocatedBytes`, asked inside the published executables by a startup hook before and after {Figures.Whole(calls)} calls of {Callers} callers.");
    }

    private static async Task<double> EachAsync(ServerProcess process, Call call, int calls)
    {
        await Load.TimesAsync(call, Callers, calls / 4);
        var before = await process.AllocatedAsync();
        await Load.TimesAsync(call, Callers, calls);
        return (double)(await process.AllocatedAsync() - before) / calls;
    }
}

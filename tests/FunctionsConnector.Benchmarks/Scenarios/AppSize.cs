using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>What has to be deployed.</summary>
internal sealed class AppSize : IScenario
{
    public string Name => "size";

    public Task<Table> RunAsync(Workbench workbench)
    {
        var (ours, floor) = (SizeOf(workbench.ConnectorFolder), SizeOf(workbench.FloorFolder));
        return Task.FromResult(new Table(
            "Size",
            Table.Comparison,
            [new Line(null, "the published app, its runtime included", Figures.Megabytes(ours), $"floor B: {Figures.Megabytes(floor)}", Figures.Ratio((double)ours / floor))]));
    }

    private static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}

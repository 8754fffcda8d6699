using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>The size of the deployed app.</summary>
internal sealed class AppSize : IScenario
{
    private const int MostMegabytes = 40;

    public string Name => "size";

    public Task<Table> RunAsync(Workbench workbench)
    {
        var ours = SizeOf(workbench.Connector);
        var target = new Target($"one file, ≤ {MostMegabytes} MB", ours.Files == 1 && ours.Bytes <= MostMegabytes * Figures.Megabyte);
        var lines = new List<Line>();
        foreach (var (name, executable) in new[] { ("floor B", workbench.Floor), ("the older build", workbench.Before) })
        {
            if (executable is not null)
            {
                var other = SizeOf(executable);
                lines.Add(new(target, "the published executable, its runtime included", Describe(ours), $"{name}: {Describe(other)}", Figures.Ratio((double)ours.Bytes / other.Bytes)));
                target = null;
            }
        }

        return Task.FromResult(new Table("Size", Table.Comparison, lines));
    }

    private static string Describe((long Bytes, int Files) size) => $"{Figures.Megabytes(size.Bytes)} in {size.Files} file{(size.Files == 1 ? "" : "s")}";

    private static (long Bytes, int Files) SizeOf(string executable)
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(executable)!, "*", SearchOption.AllDirectories);
        return (files.Sum(file => new FileInfo(file).Length), files.Length);
    }
}

using System.Diagnostics;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>A subject of a comparison.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Call">The call.</param>
/// <param name="Process">The process whose processor time is measured; null for none.</param>
internal sealed record Subject(string Name, Call Call, Process? Process)
{
    private TimeSpan Processor => Process?.TotalProcessorTime ?? TimeSpan.Zero;

    public async Task<Spell> MeasureAsync(int callers, TimeSpan time)
    {
        var before = Processor;
        var spell = await Load.ForAsync(Call, callers, time);
        return spell with { ProcessorEach = (Processor - before).TotalMicroseconds / spell.Latencies.Count };
    }
}

using System.Diagnostics;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>Something that is measured beside others.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Call">The call.</param>
/// <param name="Process">The process that answers, if its processor time is of interest.</param>
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

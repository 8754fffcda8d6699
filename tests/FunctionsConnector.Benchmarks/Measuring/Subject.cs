using FunctionsConnector.Benchmarks.Processes;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>Something that is measured beside others.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Call">The call.</param>
/// <param name="Process">Who answers it, where that one's processor time is of interest.</param>
internal sealed record Subject(string Name, Call Call, ServerProcess? Process)
{
    public async Task<Spell> MeasureAsync(int callers, TimeSpan time)
    {
        var before = Process?.Processor ?? TimeSpan.Zero;
        var spell = await Load.ForAsync(Call, callers, time);
        return spell with { ProcessorEach = ((Process?.Processor ?? TimeSpan.Zero) - before).TotalMicroseconds / spell.Latencies.Count };
    }
}

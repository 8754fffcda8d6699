using System.Diagnostics;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>What a while of calling has shown.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Latencies">Of each call, in ticks of the stopwatch, sorted.</param>
internal sealed record Spell(TimeSpan Elapsed, IReadOnlyList<long> Latencies)
{
    public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;

    /// <summary>Processor time that the measured process took for each call, in microseconds.</summary>
    public double ProcessorEach { get; init; }

    /// <summary>The latency, in milliseconds, that this part of all calls does not exceed.</summary>
    public double Percentile(double part) =>
        Latencies[Math.Min(Latencies.Count - 1, (int)(part * Latencies.Count))] * 1000.0 / Stopwatch.Frequency;
}

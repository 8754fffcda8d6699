using System.Diagnostics;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>The result of a period of calls.</summary>
/// <param name="Elapsed">The duration.</param>
/// <param name="Latencies">The latency of each call in stopwatch ticks, sorted.</param>
internal sealed record Spell(TimeSpan Elapsed, IReadOnlyList<long> Latencies)
{
    public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;

    /// <summary>The processor time of the measured process per call, in microseconds.</summary>
    public double ProcessorEach { get; init; }

    /// <summary>A percentile of the latencies, in milliseconds.</summary>
    public double Percentile(double part) =>
        Latencies[Math.Min(Latencies.Count - 1, (int)(part * Latencies.Count))] * 1000.0 / Stopwatch.Frequency;
}

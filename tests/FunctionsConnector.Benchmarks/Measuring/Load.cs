using System.Diagnostics;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>Concurrent callers. Each one makes its calls one after the other.</summary>
internal static class Load
{
    /// <summary>Makes calls for the given time.</summary>
    public static Task<Spell> ForAsync(Call call, int callers, TimeSpan time)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return RunAsync(call, callers, () => Stopwatch.GetTimestamp() < end);
    }

    /// <summary>Makes the given number of calls.</summary>
    public static Task<Spell> TimesAsync(Call call, int callers, int calls)
    {
        var left = calls;
        return RunAsync(call, callers, () => Interlocked.Decrement(ref left) >= 0);
    }

    private static async Task<Spell> RunAsync(Call call, int callers, Func<bool> goesOn)
    {
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(call, caller, goesOn))));
        return new Spell(Stopwatch.GetElapsedTime(start), [.. latencies.SelectMany(times => times).Order()]);
    }

    private static async Task<List<long>> CallAsync(Call call, int caller, Func<bool> goesOn)
    {
        var times = new List<long>();
        while (goesOn())
        {
            var start = Stopwatch.GetTimestamp();
            await call.MakeAsync(caller);
            times.Add(Stopwatch.GetTimestamp() - start);
        }

        return times;
    }
}

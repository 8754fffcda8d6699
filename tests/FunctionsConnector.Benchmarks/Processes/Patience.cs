using System.Diagnostics;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>Waits for what happens in other processes.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                throw new TimeoutException($"It did not happen that {what}.");
            }

            await Task.Delay(Moment);
        }
    }
}

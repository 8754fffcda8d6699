namespace FunctionsConnector.EndToEnd.Tests.Soak;

/// <summary>Work at a steady pace.</summary>
internal static class Pace
{
    /// <summary>Does the work again and again, at most once in this time, until the end.</summary>
    public static async Task EveryAsync(TimeSpan time, Func<Task> work, CancellationToken ending)
    {
        using var timer = new PeriodicTimer(time);
        while (!ending.IsCancellationRequested)
        {
            await work();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}

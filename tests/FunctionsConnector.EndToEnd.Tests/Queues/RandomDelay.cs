namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Waits for a random time before a kill, so that the kill interrupts random work.</summary>
internal static class RandomDelay
{
    public static Task WaitAsync(Random random) => Task.Delay(random.Next(50, 500), TestContext.Current.CancellationToken);
}

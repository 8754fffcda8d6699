namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Lets a random moment pass: what is under way when a process is killed must be up to chance, so there is nothing to wait for.</summary>
internal static class Moments
{
    public static Task PassAsync(Random random) => Task.Delay(random.Next(50, 500), TestContext.Current.CancellationToken);
}

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>The collection of tests that measure the memory of the process or the time of a call. No other test runs at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

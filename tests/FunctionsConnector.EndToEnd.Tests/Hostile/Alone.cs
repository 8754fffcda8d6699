namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>For tests that measure the memory of the process or the time of a call: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

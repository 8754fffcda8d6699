using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>One question that the benchmark answers.</summary>
internal interface IScenario
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    Task<Table> RunAsync(Workbench workbench);
}

using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Tests.Telemetry;

public class CostTests
{
    private static readonly CacheName Cache = new("autotask", "catalog");

    [Fact]
    public void While_nobody_listens_spans_and_measurements_take_no_memory()
    {
        Tell();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1_000; time++)
        {
            Tell();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        (Tracing.IsWanted, Metering.WantsUpdates, Metering.WantsCalls, ObservedUpdate.IsWanted).ShouldBe((false, false, false, false));
    }

    private static void Tell()
    {
        using var step = Tracing.Start(TelemetryNames.Send);
        Tracing.LinkUpdate(step, default);
        Metering.Updated("autotask", "applied", errorType: null);
        Metering.Sent("autotask", updates: 3);
        Metering.Waited("autotask", CallUrgency.Caller, TimeSpan.FromSeconds(1));
        Metering.AskedOf(Cache, CacheResult.Hit);
        Metering.Queued(TimeSpan.FromSeconds(1), isFirstTry: true);
        Metering.Settled("field-updates-results");
    }
}

using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Tests.Telemetry;

public class CostTests
{
    private static readonly CacheName Cache = new("autotask", "catalog");

    [Fact]
    public void Without_a_listener_spans_and_measurements_allocate_nothing()
    {
        Record();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1_000; time++)
        {
            Record();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        (Tracing.IsEnabled, ConnectorMetrics.CountsUpdates, ConnectorMetrics.MeasuresCalls, InstrumentedUpdate.IsEnabled).ShouldBe((false, false, false, false));
    }

    private static void Record()
    {
        using var step = Tracing.Start(TelemetryNames.Send);
        Tracing.LinkUpdate(step, default);
        ConnectorMetrics.RecordUpdate("autotask", "applied", errorType: null);
        ConnectorMetrics.RecordPatch("autotask", updates: 3);
        ConnectorMetrics.RecordWait("autotask", CallPriority.Caller, TimeSpan.FromSeconds(1));
        ConnectorMetrics.RecordCacheRequest(Cache, CacheResult.Hit);
        ConnectorMetrics.RecordQueueLag(TimeSpan.FromSeconds(1), isFirstTry: true);
        ConnectorMetrics.RecordMessage("field-updates-results");
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Telemetry;

/// <summary>The connector's own metrics. Without a listener, nothing is measured.</summary>
public static class ConnectorMetrics
{
    private static readonly Meter Meter = new(TelemetryNames.Source);

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly InstrumentAdvice<double> LongSeconds = new()
    {
        HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600],
    };

    private static readonly InstrumentAdvice<double> Few = new() { HistogramBucketBoundaries = [1, 2, 3, 4, 5, 8, 12, 16, 24, 32] };

    private static readonly Counter<long> Updates =
        Meter.CreateCounter<long>("connector.updates", "{update}", "Updates by their outcome.");

    private static readonly Histogram<double> PatchSizes = Meter.CreateHistogram(
        "connector.patch.updates", "{update}", "Updates in one PATCH.", tags: null, advice: Few);

    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        "connector.vendor.call.duration", "s", "Duration of each call to a vendor; a retry counts separately.", tags: null, advice: Seconds);

    private static readonly Histogram<double> Waits = Meter.CreateHistogram(
        "connector.vendor.wait.duration", "s", "Wait for a call slot within a system's limits.", tags: null, advice: Seconds);

    private static readonly Counter<long> CacheRequests =
        Meter.CreateCounter<long>("connector.cache.requests", "{request}", "Requests to the caches of catalogs, zones and secrets, by result.");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "connector.queue.lag", "s", "Time from the queueing of a message to the start of its update.", tags: null, advice: LongSeconds);

    private static readonly Counter<long> Messages =
        Meter.CreateCounter<long>("connector.queue.messages", "{message}", "Messages by the queue they ended on.");

    /// <summary>Whether a listener counts updates.</summary>
    public static bool CountsUpdates => Updates.Enabled;

    /// <summary>Whether a listener measures calls.</summary>
    public static bool MeasuresCalls => Calls.Enabled;

    /// <summary>Whether a listener measures waits. Without one, the clock need not be read.</summary>
    public static bool MeasuresWaits => Waits.Enabled;

    /// <summary>Counts an update that ended.</summary>
    /// <param name="system">The system's configured name; null where no such system exists.</param>
    /// <param name="outcome">The outcome, or the code of the failure.</param>
    /// <param name="errorType">The code of the failure; null on success.</param>
    public static void RecordUpdate(string? system, string outcome, string? errorType) =>
        Updates.Add(1, Tags((TelemetryAttributes.System, system), (TelemetryAttributes.Outcome, outcome), (TelemetryAttributes.ErrorType, errorType)));

    /// <summary>Records how many updates one PATCH carried.</summary>
    public static void RecordPatch(string system, int updates)
    {
        if (PatchSizes.Enabled)
        {
            PatchSizes.Record(updates, new KeyValuePair<string, object?>(TelemetryAttributes.System, system));
        }
    }

    /// <summary>Records one call to a vendor.</summary>
    public static void RecordCall(string? system, string method, VendorReply reply, TimeSpan duration)
    {
        var outcome = reply switch
        {
            VendorReply.Response answer => (TelemetryAttributes.Status, (object)answer.Status),
            VendorReply.NoResponse { MayHaveArrived: true } => (TelemetryAttributes.ErrorType, "no_answer"),
            _ => (TelemetryAttributes.ErrorType, "not_sent"),
        };
        Calls.Record(duration.TotalSeconds, Tags((TelemetryAttributes.System, system), (TelemetryAttributes.Method, method), outcome));
    }

    /// <summary>Records how long a call waited for a slot, or until it was refused one.</summary>
    public static void RecordWait(string system, CallPriority priority, TimeSpan duration)
    {
        if (Waits.Enabled)
        {
            Waits.Record(duration.TotalSeconds, new(TelemetryAttributes.System, system), new(TelemetryAttributes.Priority, Text(priority)));
        }
    }

    /// <summary>Counts a request to a cache.</summary>
    public static void RecordCacheRequest(CacheName? cache, CacheResult result)
    {
        if (cache is not null && CacheRequests.Enabled)
        {
            CacheRequests.Add(1, Tags((TelemetryAttributes.System, cache.System), (TelemetryAttributes.Cache, cache.What), (TelemetryAttributes.CacheResult, Text(result))));
        }
    }

    /// <summary>Records how long a message was queued before its update started.</summary>
    public static void RecordQueueLag(TimeSpan ago, bool isFirstTry) =>
        Lag.Record(ago > TimeSpan.Zero ? ago.TotalSeconds : 0, new KeyValuePair<string, object?>(TelemetryAttributes.Try, isFirstTry ? "first" : "again"));

    /// <summary>Counts a finished message by the queue it ended on.</summary>
    public static void RecordMessage(string queue) => Messages.Add(1, new KeyValuePair<string, object?>(TelemetryAttributes.Queue, queue));

    private static TagList Tags((string Name, object? Value) first, (string Name, object? Value) second, (string Name, object? Value) third)
    {
        var tags = new TagList();
        foreach (var (name, value) in (ReadOnlySpan<(string, object?)>)[first, second, third])
        {
            if (value is not null)
            {
                tags.Add(name, value);
            }
        }

        return tags;
    }

    private static string Text(CallPriority priority) => priority switch
    {
        CallPriority.ReadBack => "confirmation",
        CallPriority.Caller => "caller",
        _ => "queue",
    };

    private static string Text(CacheResult result) => result switch
    {
        CacheResult.Hit => "hit",
        CacheResult.Stale => "stale",
        _ => "miss",
    };
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Telemetry;

/// <summary>The connector's own metrics. While nobody listens, nothing is measured.</summary>
public static class Metering
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

    private static readonly Histogram<double> Joined = Meter.CreateHistogram(
        "connector.patch.updates", "{update}", "Updates that travelled in one PATCH.", tags: null, advice: Few);

    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        "connector.vendor.call.duration", "s", "Calls to vendors, each try for itself.", tags: null, advice: Seconds);

    private static readonly Histogram<double> Waits = Meter.CreateHistogram(
        "connector.vendor.wait.duration", "s", "Waiting for a call that the limits of a system allow.", tags: null, advice: Seconds);

    private static readonly Counter<long> Asked =
        Meter.CreateCounter<long>("connector.cache.requests", "{request}", "What was asked of catalogs, zones and secrets, and whether it was at hand.");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "connector.queue.lag", "s", "From when a message was queued to when its update begins.", tags: null, advice: LongSeconds);

    private static readonly Counter<long> Messages =
        Meter.CreateCounter<long>("connector.queue.messages", "{message}", "Messages by the queue they ended on.");

    /// <summary>Whether anybody counts updates.</summary>
    public static bool WantsUpdates => Updates.Enabled;

    /// <summary>Whether anybody wants to know how long calls take.</summary>
    public static bool WantsCalls => Calls.Enabled;

    /// <summary>Whether anybody wants to know how long calls waited. Ask first: the clock need not be read for nobody.</summary>
    public static bool WantsWaits => Waits.Enabled;

    /// <summary>An update has ended.</summary>
    /// <param name="system">The system's configured name; null where there is none such.</param>
    /// <param name="outcome">The outcome, or the code of the failure.</param>
    /// <param name="errorType">The code of the failure; null on success.</param>
    public static void Updated(string? system, string outcome, string? errorType) =>
        Updates.Add(1, Tags((TelemetryAttributes.System, system), (TelemetryAttributes.Outcome, outcome), (TelemetryAttributes.ErrorType, errorType)));

    /// <summary>A PATCH went out with so many updates in it.</summary>
    public static void Sent(string system, int updates)
    {
        if (Joined.Enabled)
        {
            Joined.Record(updates, new KeyValuePair<string, object?>(TelemetryAttributes.System, system));
        }
    }

    /// <summary>A vendor was called once.</summary>
    public static void Called(string? system, string method, VendorReply reply, TimeSpan duration)
    {
        var outcome = reply switch
        {
            VendorReply.Answer answer => (TelemetryAttributes.Status, (object)answer.Status),
            VendorReply.Silence { MayHaveArrived: true } => (TelemetryAttributes.ErrorType, "no_answer"),
            _ => (TelemetryAttributes.ErrorType, "not_sent"),
        };
        Calls.Record(duration.TotalSeconds, Tags((TelemetryAttributes.System, system), (TelemetryAttributes.Method, method), outcome));
    }

    /// <summary>A call was let through by the limits of its system, or refused by them, after this time.</summary>
    public static void Waited(string system, CallUrgency urgency, TimeSpan duration)
    {
        if (Waits.Enabled)
        {
            Waits.Record(duration.TotalSeconds, new(TelemetryAttributes.System, system), new(TelemetryAttributes.Urgency, Text(urgency)));
        }
    }

    /// <summary>Something that is kept for a while was asked for.</summary>
    public static void AskedOf(CacheName? cache, CacheResult result)
    {
        if (cache is not null && Asked.Enabled)
        {
            Asked.Add(1, Tags((TelemetryAttributes.System, cache.System), (TelemetryAttributes.Cache, cache.What), (TelemetryAttributes.CacheResult, Text(result))));
        }
    }

    /// <summary>A message was taken up this long after it was queued.</summary>
    public static void Queued(TimeSpan ago, bool isFirstTry) =>
        Lag.Record(ago > TimeSpan.Zero ? ago.TotalSeconds : 0, new KeyValuePair<string, object?>(TelemetryAttributes.Try, isFirstTry ? "first" : "again"));

    /// <summary>A message is done with and stands on this queue.</summary>
    public static void Settled(string queue) => Messages.Add(1, new KeyValuePair<string, object?>(TelemetryAttributes.Queue, queue));

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

    private static string Text(CallUrgency urgency) => urgency switch
    {
        CallUrgency.Confirmation => "confirmation",
        CallUrgency.Caller => "caller",
        _ => "queue",
    };

    private static string Text(CacheResult result) => result switch
    {
        CacheResult.Hit => "hit",
        CacheResult.Stale => "stale",
        _ => "miss",
    };
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Patching;

/// <summary>The reading of a record that decides on an update: its condition, its parent, its dependent choices.</summary>
/// <param name="time">The clock.</param>
/// <param name="replan">The update and its body by a newer reading, or the failure.</param>
public sealed class RecordReading(TimeProvider time, Func<Record, Result<(PlannedUpdate Update, string Body)>> replan)
{
    /// <summary>A reading is used this long after it ended. Without a wait, the PATCH leaves within milliseconds.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private TimeSpan _ended;

    /// <summary>When it was asked for. It shows nothing that was older then.</summary>
    public TimeSpan Begun { get; private set; } = time.Monotonic();

    /// <summary>Whether an update that was asked since waits to be coalesced and needs a reading of its own.</summary>
    public Func<TimeSpan, bool> IsTooOldForOthers { get; set; } = _ => false;

    public void Begin() => Begun = time.Monotonic();

    public void End() => _ended = time.Monotonic();

    public bool IsOutdated() => time.Monotonic() - _ended > Moment || IsTooOldForOthers(Begun);

    /// <summary>Plans the update again.</summary>
    public Result<(PlannedUpdate Update, string Body)> Replan(Record record) => replan(record);
}

using FunctionsConnector.Actions.Http;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// What queued updates wait for, by system. A limit of calls ends soon, so its messages are held: a home with only held messages receives
/// no more of them than the limit allows. Others are postponed, and longer as the cause lasts where its end is not known.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends the holding when the process stops, so that another process gets the messages.</param>
internal sealed class WaitingUpdates(TimeProvider time, CancellationToken stopping) : IHealthState
{
    /// <summary>The longest holding of one delivery. With the update and its outcome it fits into <c>functionTimeout</c> of <c>host.json</c>.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    /// <summary>A message that waits for anything but a limit is held only so long: it would hold up messages for other systems.</summary>
    private static readonly TimeSpan ShortHold = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    /// <summary>So an end that nobody announces is noticed at most so late.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Until a postponed message has been received and tried again.</summary>
    private static readonly TimeSpan UntilTried = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Cause> _causes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status is public, so the text names no system.</summary>
    public string? Degradation
    {
        get
        {
            lock (_lock)
            {
                var now = time.Monotonic();
                var reasons = _causes.Values.Where(cause => cause.Until > now).Select(cause => cause.Reason).Distinct().Order();
                return string.Join(' ', reasons.Select(TextOf)) is { Length: > 0 } text ? text : null;
            }
        }
    }

    /// <summary>Notes that an update of the system waits.</summary>
    /// <returns>How long to wait before it is tried again.</returns>
    public TimeSpan Add(string system, WaitReason reason, TimeSpan? asked)
    {
        var wait = asked ?? DefaultWait;
        wait = wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
        lock (_lock)
        {
            var now = time.Monotonic();
            var since = _causes.TryGetValue(system, out var cause) && cause.Reason == reason && cause.Until > now ? cause.Since : now;
            if (reason is WaitReason.HourlyThreshold or WaitReason.Vault or WaitReason.Credentials or WaitReason.Coordination)
            {
                var pause = (now - since) / 2;
                pause = pause < LongestPause ? pause : LongestPause;
                wait = wait > pause ? wait : pause;
            }

            _causes[system] = new Cause(reason, since, now + wait + (EndsSoon(reason) ? TimeSpan.Zero : UntilTried));
            return wait;
        }
    }

    /// <summary>An update of the system was made, so a cause that stops all of them has ended.</summary>
    public void End(string system)
    {
        lock (_lock)
        {
            if (_causes.TryGetValue(system, out var cause) && !EndsSoon(cause.Reason))
            {
                _causes.Remove(system);
            }
        }
    }

    /// <summary>Holds a message for the wait where it may be held so long.</summary>
    /// <param name="reason">What it waits for.</param>
    /// <param name="wait">How long.</param>
    /// <param name="since">The timestamp of its delivery.</param>
    /// <returns>False where it has to be postponed.</returns>
    public async Task<bool> HoldAsync(WaitReason reason, TimeSpan wait, long since)
    {
        if (time.GetElapsedTime(since) + wait > LongestHold || (wait > ShortHold && !EndsSoon(reason)))
        {
            return false;
        }

        try
        {
            await Task.Delay(wait, time, stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static bool EndsSoon(WaitReason reason) => reason is WaitReason.CallLimit or WaitReason.RecordQueue;

    private static string TextOf(WaitReason reason) => reason switch
    {
        WaitReason.CallLimit => "Queued updates wait for the limit of calls to a system.",
        WaitReason.RecordQueue => "Queued updates wait for earlier updates of the same record.",
        WaitReason.HourlyThreshold => "Queued updates wait, because the calls of this hour to a system are used up.",
        WaitReason.Outage => "Queued updates wait, because a system is unavailable.",
        WaitReason.Vault => "Queued updates wait, because the connector's secrets cannot be read.",
        WaitReason.Coordination => "Queued updates wait, because the tables that the instances share cannot be used.",
        _ => "Queued updates wait, because the credentials of a system are refused or missing. The log says which.",
    };

    /// <param name="Reason">What the updates wait for.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="Until">When it counts as ended, unless another update waits for it.</param>
    private sealed record Cause(WaitReason Reason, TimeSpan Since, TimeSpan Until);
}

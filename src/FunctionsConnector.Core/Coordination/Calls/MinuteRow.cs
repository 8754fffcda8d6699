using System.Collections.ObjectModel;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>
/// The calls of one system, of one kind, in the last minute, of all instances. An instance takes calls in small batches and may start them
/// for a few seconds. Then it says how many it has started. Where it does not, all of them count.
/// </summary>
/// <remarks>Pure functions of the row's content, the request and the time.</remarks>
internal sealed record MinuteRow : CallRow
{
    /// <summary>
    /// So long a call counts: a minute, and what the vendor's clock may be late. TeamDynamix asks for 5 s
    /// (https://solutions.teamdynamix.com/TDWebApi/Home/AboutRateLimiting).
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(65);

    /// <summary>So long an instance may start calls of a grant.</summary>
    public static readonly TimeSpan GrantAge = TimeSpan.FromSeconds(3);

    /// <summary>So long an instance counts as waiting. It asks again more often.</summary>
    public static readonly TimeSpan WaitAge = TimeSpan.FromSeconds(4);

    /// <summary>A grant is at most this part of the limit, so that no instance takes a whole minute.</summary>
    private const int Batches = 20;

    /// <summary>The part of the limit that queued updates get although callers wait.</summary>
    private const int ShareOfQueue = 4;

    /// <summary>The limit that the last response to any instance said, so that an instance that has just started goes by it; null where none has.</summary>
    public SharedLimit? Limit { get; init; }

    /// <summary>The calls that wait in the instances.</summary>
    public IReadOnlyDictionary<string, WaitingCalls> Waiting
    {
        get => field ?? ReadOnlyDictionary<string, WaitingCalls>.Empty;
        init;
    }

    /// <summary>How many calls count now.</summary>
    public int Charged => Counted;

    /// <summary>Settles the instance's last grant, and takes calls for those that wait in it.</summary>
    /// <returns>The row's new content. The instance's grant is in it where it got one.</returns>
    public MinuteRow Take(CallRequest request, int limit, TimeBounds now)
    {
        var row = Settled(request, now);
        var others = row.Waiting.Where(pair => pair.Key != request.Instance).Select(pair => pair.Value).ToList();
        var since = Waiting.GetValueOrDefault(request.Instance)?.Since ?? now.Latest;
        var earlier = others.Where(other => other.Since < since).ToList();

        var free = Math.Max(0, limit - row.Charged);
        var keptForQueue = Math.Max(0, Math.Max(limit / ShareOfQueue, request.LeastQueued) - row.QueuedCharged);

        var callers = Usable(request.Callers, request.LeastOfCallers, free - earlier.Sum(other => other.Callers) - Math.Min(request.Queued + others.Sum(other => other.Queued), keptForQueue));
        free -= callers;
        var beyondCallers = free - others.Sum(other => other.Callers) - (request.Callers - callers);
        var queued = Usable(request.Queued, request.LeastQueued, Math.Max(Math.Min(keptForQueue, free), beyondCallers) - earlier.Sum(other => other.Queued));
        return row.With(request, new GrantedCalls(callers, queued, now.Latest + GrantAge, request.LastGrant + 1), since, now);

        int Usable(int asked, int least, int available)
        {
            var count = Math.Min(Math.Min(asked, available), Math.Max(least, limit / Batches));
            return count >= least || count == asked ? Math.Max(0, count) : 0;
        }
    }

    /// <summary>How long until so many more calls may start, as far as the row tells.</summary>
    public TimeSpan UntilFree(int count, int limit, TimeBounds now)
    {
        var ends = Spent.SelectMany(spent => Enumerable.Repeat(spent.Time + Window, spent.All))
            .Concat(Granted.Values.SelectMany(granted => Enumerable.Repeat(granted.Until + Window, granted.All)))
            .Order()
            .ToList();
        var beyond = count - (limit - ends.Count) - 1;
        if (beyond < 0)
        {
            return TimeSpan.Zero;
        }

        // Beyond those that count now, calls follow calls that have not started yet.
        var wait = beyond < ends.Count ? ends[beyond] - now.Earliest : Window * (1 + ((beyond - ends.Count) / Math.Max(1, limit)));
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <inheritdoc/>
    protected override TimeSpan Resolution => TimeSpan.FromSeconds(1);

    private int QueuedCharged => Spent.Sum(spent => spent.Queued) + Granted.Values.Sum(granted => granted.Queued);

    private MinuteRow With(CallRequest request, GrantedCalls granted, DateTimeOffset since, TimeBounds now)
    {
        var (grants, waiting) = (new Dictionary<string, GrantedCalls>(Granted), new Dictionary<string, WaitingCalls>(Waiting));
        if (granted.All > 0)
        {
            grants[request.Instance] = granted;
            since = now.Latest;
        }

        waiting.Remove(request.Instance);
        var (callers, queued) = (request.Callers - granted.Callers, request.Queued - granted.Queued);
        if (callers > 0 || queued > 0)
        {
            waiting[request.Instance] = new WaitingCalls(callers, queued, since, now.Latest + WaitAge);
        }

        return this with { Granted = grants, Waiting = waiting };
    }

    /// <summary>Without what no longer counts, and with the instance's last grant settled.</summary>
    private MinuteRow Settled(CallRequest request, TimeBounds now)
    {
        var (spent, granted, own) = Settle(request.Instance, Window, now);
        if (own?.Number == request.LastGrant)
        {
            Add(spent, now.Latest, Math.Min(request.UsedByCallers, own.All), Math.Min(request.UsedByQueue, own.All));
        }

        TakeBack(spent, request.TakenBack);
        return this with
        {
            Spent = [.. spent.OrderBy(calls => calls.At)],
            Granted = granted,
            Waiting = Waiting.Where(pair => pair.Value.Until > now.Earliest).ToDictionary(),
        };
    }

    /// <summary>
    /// Calls that were settled and then not made. They are taken from the oldest, so that no call that was made stops counting too early.
    /// </summary>
    private static void TakeBack(List<SpentCalls> spent, int count)
    {
        while (count > 0 && spent.Count > 0)
        {
            var oldest = spent.MinBy(calls => calls.At);
            spent.Remove(oldest);
            var (callers, queued) = (Math.Max(0, oldest.Callers - count), Math.Max(0, oldest.Queued - Math.Max(0, count - oldest.Callers)));
            if (callers + queued > 0)
            {
                spent.Add(new SpentCalls(oldest.At, callers, queued));
            }

            count -= oldest.All - callers - queued;
        }
    }
}

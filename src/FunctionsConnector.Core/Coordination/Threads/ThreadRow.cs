using System.Collections.ObjectModel;

namespace FunctionsConnector.Core.Coordination.Threads;

/// <summary>
/// The calls of one system to one endpoint that are in progress at a time, of all instances. An instance holds some for as long as it renews
/// them. An instance that needs more and has fewer than its fair share waits here; then the others keep their share only, and where there are
/// more instances than calls, they use them one after the other.
/// </summary>
/// <remarks>Pure functions of the row's content, the request and the time.</remarks>
internal sealed record ThreadRow
{
    /// <summary>So long an instance counts as waiting. It asks again more often.</summary>
    public static readonly TimeSpan WaitAge = TimeSpan.FromSeconds(4);

    /// <summary>What each instance holds.</summary>
    public IReadOnlyDictionary<string, HeldThreads> Held
    {
        get => field ?? ReadOnlyDictionary<string, HeldThreads>.Empty;
        init;
    }

    /// <summary>The instances that wait.</summary>
    public IReadOnlyDictionary<string, WaitingInstance> Waiting
    {
        get => field ?? ReadOnlyDictionary<string, WaitingInstance>.Empty;
        init;
    }

    /// <summary>How many the instance may keep while others wait; null where none waits.</summary>
    public int? ShareOf(string instance, int limit, DateTimeOffset earliest) =>
        Waiting.Any(pair => pair.Key != instance && pair.Value.Until > earliest) ? Math.Max(1, limit / InstancesWith(instance)) : null;

    /// <summary>Whether others wait, and there are more instances than calls, so that a share of one each is not possible.</summary>
    public bool HasTurns(string instance, int limit, DateTimeOffset earliest) => ShareOf(instance, limit, earliest) is not null && InstancesWith(instance) > limit;

    /// <summary>Renews what the instance holds, and gives it more or fewer.</summary>
    /// <param name="request">What it asks for.</param>
    /// <param name="limit">How many all instances may have at a time.</param>
    /// <param name="lease">How long they are its own without a renewal.</param>
    /// <param name="now">The present time.</param>
    /// <returns>The new content; null where nothing is to be written.</returns>
    public ThreadRow? Adjust(ThreadRequest request, int limit, TimeSpan lease, TimeBounds now)
    {
        var held = Held.Where(pair => pair.Value.Until > now.Earliest).ToDictionary();
        var waiting = Waiting.Where(pair => pair.Value.Until > now.Earliest).ToDictionary();
        held.Remove(request.Instance, out var own);
        waiting.Remove(request.Instance, out var waits);

        var row = new ThreadRow { Held = held, Waiting = waiting };
        var free = Math.Max(0, limit - held.Values.Sum(other => other.Count));
        var count = Math.Min(free, Math.Max(request.InUse, row.Allowed(request, own?.Count ?? 0, waits?.Since ?? now.Latest, free, limit, now)));
        if (count > 0)
        {
            // Renewed when a fifth of the lease is over, so that a read is enough in between. Its end is never earlier than before: where the
            // response is lost, the instance relies on the end that it knows.
            var until = now.Latest + lease;
            held[request.Instance] = own?.Count == count && own.Until - now.Latest > lease * 0.8 ? own : new HeldThreads(count, own?.Until > until ? own.Until : until);
        }

        if (count < Math.Min(request.Wanted, Math.Max(1, limit / row.InstancesWith(request.Instance))))
        {
            waiting[request.Instance] = waits is not null && waits.Until - now.Latest > WaitAge / 2 ? waits : new WaitingInstance(waits?.Since ?? now.Latest, now.Latest + WaitAge);
        }

        return Equals(held.GetValueOrDefault(request.Instance), own) && Equals(waiting.GetValueOrDefault(request.Instance), waits) ? null : row;
    }

    private int InstancesWith(string instance) => Waiting.Keys.Concat(Held.Keys).Append(instance).Distinct().Count();

    private int Allowed(ThreadRequest request, int own, DateTimeOffset since, int free, int limit, TimeBounds now)
    {
        if (ShareOf(request.Instance, limit, now.Earliest) is not { } share)
        {
            return request.Wanted;
        }

        // Those that have none come first.
        var none = Waiting.Where(pair => !Held.ContainsKey(pair.Key)).Select(pair => pair.Value).ToList();
        return own == 0 ? Math.Min(Math.Min(request.Wanted, share), free - none.Count(other => other.Since < since))
            : request.HasHadItsTurn && HasTurns(request.Instance, limit, now.Earliest) ? 0
            : Math.Min(Math.Min(request.Wanted, share), Math.Max(own, free - none.Count));
    }
}

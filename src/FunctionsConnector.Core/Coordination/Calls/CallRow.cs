using System.Collections.ObjectModel;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>Calls that instances have started, or may start: each takes calls in batches, and says later how many of them it has started.</summary>
internal abstract record CallRow
{
    /// <summary>The calls that have started.</summary>
    public IReadOnlyList<SpentCalls> Spent
    {
        get => field ?? [];
        init;
    }

    /// <summary>The grants of the instances.</summary>
    public IReadOnlyDictionary<string, GrantedCalls> Granted
    {
        get => field ?? ReadOnlyDictionary<string, GrantedCalls>.Empty;
        init;
    }

    /// <summary>How many calls have started or may start.</summary>
    protected int Counted => Spent.Sum(spent => spent.All) + Granted.Values.Sum(granted => granted.All);

    /// <summary>How finely the times of calls are kept.</summary>
    protected abstract TimeSpan Resolution { get; }

    /// <summary>What counts now. A grant of an instance that has not said how many calls it started counts whole from its end on.</summary>
    /// <param name="instance">The instance that says now how many calls it has started.</param>
    /// <param name="window">So long a call counts.</param>
    /// <param name="now">The present time.</param>
    /// <returns>The calls, the grants of the others, and the grant of the instance.</returns>
    protected (List<SpentCalls> Spent, Dictionary<string, GrantedCalls> Granted, GrantedCalls? Own) Settle(string instance, TimeSpan window, TimeBounds now)
    {
        var (spent, granted) = (Spent.Where(calls => calls.Time + window > now.Earliest).ToList(), new Dictionary<string, GrantedCalls>(Granted));
        granted.Remove(instance, out var own);
        foreach (var (other, lapsed) in granted.Where(pair => pair.Value.Until <= now.Earliest).ToList())
        {
            granted.Remove(other);
            Add(spent, lapsed.Until, lapsed.Callers, lapsed.Queued);
        }

        return (spent, granted, own);
    }

    /// <summary>Adds calls that had started by a time.</summary>
    protected void Add(List<SpentCalls> spent, DateTimeOffset time, int callers, int queued)
    {
        if (callers + queued == 0)
        {
            return;
        }

        var seconds = (long)Resolution.TotalSeconds;
        var at = ((time.ToUnixTimeSeconds() / seconds) + 1) * seconds;
        var index = spent.FindIndex(calls => calls.At == at);
        if (index < 0)
        {
            spent.Add(new SpentCalls(at, callers, queued));
        }
        else
        {
            spent[index] = new SpentCalls(at, spent[index].Callers + callers, spent[index].Queued + queued);
        }
    }
}

using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using FunctionsConnector.Core.Coordination.Calls;

namespace FunctionsConnector.Core.Coordination.Hours;

/// <summary>
/// The calls that a tenant has left of an hour: what the vendor said last, and what the instances have called or may call since. Each of them
/// takes calls in batches.
/// </summary>
/// <remarks>Pure functions of the row's content, the request and the time.</remarks>
internal sealed record HourRow
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>So long an instance may start calls of a grant.</summary>
    private static readonly TimeSpan GrantAge = TimeSpan.FromMinutes(2);

    /// <summary>The part of what is left that an instance gets at once.</summary>
    private const int Batches = 50;

    private const int LargestBatch = 100;

    /// <summary>The vendor's limit; null until an instance has asked for it.</summary>
    [JsonPropertyName("limit")]
    public long? Limit { get; init; }

    /// <summary>The calls of the last hour, as the vendor said.</summary>
    [JsonPropertyName("used")]
    public long Used { get; init; }

    /// <summary>When the vendor said it, or earlier.</summary>
    [JsonPropertyName("saidAt")]
    public DateTimeOffset SaidAt { get; init; }

    [JsonPropertyName("spent")]
    public IReadOnlyList<SpentCalls> Spent
    {
        get => field ?? [];
        init;
    }

    [JsonPropertyName("granted")]
    public IReadOnlyDictionary<string, GrantedCalls> Granted
    {
        get => field ?? ReadOnlyDictionary<string, GrantedCalls>.Empty;
        init;
    }

    /// <summary>The calls of the last hour, as far as the instances know.</summary>
    [JsonIgnore]
    public long Charged => Used + Spent.Sum(spent => spent.All) + Granted.Values.Sum(granted => granted.All);

    /// <summary>Settles the instance's last grant, and takes another one where calls are left.</summary>
    public HourRow Take(CallRequest request, TimeBounds now)
    {
        // What is older than an hour says nothing of the last one.
        var isOld = now.Earliest - SaidAt >= Hour;
        var (spent, granted) = (Spent.Where(calls => calls.Time + Hour > now.Earliest).ToList(), new Dictionary<string, GrantedCalls>(Granted));
        granted.Remove(request.Instance, out var own);

        // Of a grant whose answer was lost, none was used. Calls in progress may have been more than the grant.
        Add(spent, now.Latest, own is null || own.Number == request.LastGrant ? request.UsedByCallers : 0);
        foreach (var (instance, lapsed) in granted.Where(pair => pair.Value.Until <= now.Earliest).ToList())
        {
            granted.Remove(instance);
            Add(spent, lapsed.Until, lapsed.All);
        }

        var row = this with { Limit = isOld ? null : Limit, Used = isOld ? 0 : Used, Spent = spent, Granted = granted };
        var left = row.Limit is { } limit ? limit - row.Charged : LargestBatch;
        if (left > 0)
        {
            granted[request.Instance] = new GrantedCalls((int)Math.Clamp(left / Batches, 1, LargestBatch), 0, now.Latest + GrantAge, request.LastGrant + 1);
        }

        return row;
    }

    /// <summary>Takes what the vendor said. Calls after that are not in it.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="used">The calls of the last hour.</param>
    /// <param name="saidAt">When it was asked.</param>
    public HourRow Say(long limit, long used, DateTimeOffset saidAt) => saidAt <= SaidAt ? this : this with
    {
        Limit = limit,
        Used = used,
        SaidAt = saidAt,
        Spent = [.. Spent.Where(calls => calls.Time > saidAt)],
    };

    private static void Add(List<SpentCalls> spent, DateTimeOffset time, int calls)
    {
        // By ten seconds: the vendor is asked every few minutes.
        var at = ((time.ToUnixTimeSeconds() / 10) + 1) * 10;
        if (calls > 0)
        {
            spent.Add(new SpentCalls(at, calls + spent.Where(other => other.At == at).Sum(other => other.Callers), 0));
            spent.RemoveAll(other => other.At == at && other != spent[^1]);
        }
    }
}

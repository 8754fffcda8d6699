using FunctionsConnector.Core.Coordination.Calls;

namespace FunctionsConnector.Core.Coordination.Hours;

/// <summary>
/// The calls that a tenant has left of an hour: what the vendor said last, and what the instances have called or may call since. Each of them
/// takes calls in batches.
/// </summary>
/// <remarks>Pure functions of the row's content, the request and the time.</remarks>
internal sealed record HourRow : CallRow
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>So long an instance may start calls of a grant.</summary>
    private static readonly TimeSpan GrantAge = TimeSpan.FromMinutes(2);

    /// <summary>The part of what is left that an instance gets at once.</summary>
    private const int Batches = 50;

    private const int LargestBatch = 100;

    /// <summary>The vendor's limit; null until an instance has asked for it.</summary>
    public long? Limit { get; init; }

    /// <summary>The calls of the last hour, as the vendor said.</summary>
    public long Used { get; init; }

    /// <summary>When the vendor said it, or earlier.</summary>
    public DateTimeOffset SaidAt { get; init; }

    /// <summary>The calls of the last hour, as far as the instances know.</summary>
    public long Charged => Used + Counted;

    /// <summary>Settles the instance's last grant, and takes another one where calls are left.</summary>
    public HourRow Take(CallRequest request, TimeBounds now)
    {
        // What is older than an hour says nothing of the last one.
        var isOld = now.Earliest - SaidAt >= Hour;
        var (spent, granted, own) = Settle(request.Instance, Hour, now);

        // Of a grant whose answer was lost, none was used. Calls in progress may have been more than the grant.
        Add(spent, now.Latest, own is null || own.Number == request.LastGrant ? request.UsedByCallers : 0, queued: 0);

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
    /// <returns>Null where it is older than what is known.</returns>
    public HourRow? Say(long limit, long used, DateTimeOffset saidAt) => saidAt <= SaidAt ? null : this with
    {
        Limit = limit,
        Used = used,
        SaidAt = saidAt,
        Spent = [.. Spent.Where(calls => calls.Time > saidAt)],
    };

    /// <inheritdoc/>
    /// <remarks>The vendor is asked every few minutes.</remarks>
    protected override TimeSpan Resolution => TimeSpan.FromSeconds(10);
}

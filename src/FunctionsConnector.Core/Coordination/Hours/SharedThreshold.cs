using FunctionsConnector.Core.Coordination.Calls;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Hours;

/// <summary>The calls that a tenant has left of an hour, shared by all instances.</summary>
/// <param name="row">The shared row.</param>
/// <param name="services">The table, its clock, and the name of this instance.</param>
internal sealed class SharedThreshold(RowUpdate<HourRow> row, SharedServices services)
{
    private readonly Lock _lock = new();
    private readonly PrioritySemaphore _changing = new(1);
    private GrantedCalls? _grant;
    private long _number;
    private int _used;

    /// <summary>Whether a call may be made: there is a grant with calls left, or a new one.</summary>
    /// <returns>The row as this instance knows it, where no call is left or another instance asked the vendor; null where calls are left.</returns>
    public async ValueTask<(bool MayCall, HourRow? Row)> CheckAsync(CancellationToken cancellationToken)
    {
        if (HasCalls())
        {
            return (true, null);
        }

        if (services.Table.IsDown)
        {
            // Nobody waits for the table while it is known to be down.
            _ = NowAsync();
            return (false, null);
        }

        if (!await _changing.AcquireAsync(CallPriority.Caller, cancellationToken))
        {
            // The call has no time left, so it is not made.
            return (true, null);
        }

        try
        {
            if (HasCalls())
            {
                return (true, null);
            }

            CallRequest request;
            lock (_lock)
            {
                request = new CallRequest(services.Instance, 1, 0) { UsedByCallers = _used, LastGrant = _number };
            }

            if ((await row.ChangeAsync((content, now) => content.Take(request, now), cancellationToken)).Failure is not null)
            {
                return (false, null);
            }

            lock (_lock)
            {
                // Calls that were counted meanwhile belong to the new grant.
                (_grant, _used) = (row.Content.Granted.GetValueOrDefault(services.Instance), _used - request.UsedByCallers);
                _number = _grant?.Number ?? _number + 1;
                return (_grant is not null, row.Content);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Counts one call that is sent.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _used++;
        }
    }

    /// <summary>When the vendor is asked now: what it says does not have calls after this. Null while the table is down.</summary>
    public async Task<DateTimeOffset?> NowAsync()
    {
        if (!services.Table.Clock.IsKnown || services.Table.IsDown)
        {
            await ChangeAsync(static _ => null);
        }

        return services.Table.Clock.IsKnown ? services.Table.Clock.Earliest : null;
    }

    /// <summary>How long ago the vendor was asked.</summary>
    public TimeSpan AgeOf(HourRow content) => services.Table.Clock.Latest - content.SaidAt;

    /// <summary>Tells the others what the vendor said. While the table is down they ask for themselves.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="used">The calls of the last hour.</param>
    /// <param name="saidAt">When it was asked.</param>
    public Task SayAsync(long limit, long used, DateTimeOffset saidAt)
    {
        if (used >= limit)
        {
            lock (_lock)
            {
                // What is left of the grant is not.
                _grant = null;
            }
        }

        return ChangeAsync(content => content.Say(limit, used, saidAt));
    }

    private async Task ChangeAsync(Func<HourRow, HourRow?> change)
    {
        await _changing.AcquireAsync(CallPriority.Caller, CancellationToken.None);
        try
        {
            row.Forget();
            _ = await row.ChangeAsync((content, _) => change(content), CancellationToken.None);
        }
        finally
        {
            _changing.Release();
        }
    }

    private bool HasCalls()
    {
        lock (_lock)
        {
            return _grant is not null && _used < _grant.All && services.Table.Clock.Latest < _grant.Until;
        }
    }
}

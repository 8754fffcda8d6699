using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// Paces the calls of one method and route. The vendor's window starts with its first call and lasts 60 s; the next one is waited for
/// until 5 s after the reset, as the vendor asks (https://solutions.teamdynamix.com/TDWebApi/Home/AboutRateLimiting).
/// </summary>
/// <param name="documentedLimit">Calls per window until an answer says otherwise.</param>
/// <param name="ownLimit">The most calls of our own per window that the settings allow; null for the vendor's limit alone.</param>
/// <param name="longestWait">A longer wait is refused at once.</param>
/// <param name="time">The clock.</param>
internal sealed class RateWindow(int documentedLimit, int? ownLimit, TimeSpan longestWait, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly WindowLine _line = new();
    private int _limit = documentedLimit;
    private int _used;
    private int _own;
    private int _inFlight;

    // Another one whenever the places that are used are no longer only those that were taken here: then none can be given back.
    private int _generation;
    private DateTimeOffset _ends = DateTimeOffset.MinValue;

    private int PerWindow => Math.Max(1, Math.Min(_limit, ownLimit ?? _limit));

    private bool IsFull => _used >= _limit || _own >= ownLimit;

    /// <summary>Waits for a place in the window. Leave it after the call.</summary>
    /// <returns>The place, or <see cref="FailureCode.RateLimited"/> where none comes free in time, or none would.</returns>
    public async Task<Result<Place>> EnterAsync(CallUrgency urgency, CancellationToken cancellationToken)
    {
        if (Take(urgency, isWaiting: false, out var wait) is { } free)
        {
            return free;
        }

        _line.Join(urgency);
        try
        {
            while (wait.Estimate <= longestWait)
            {
                await Task.Delay(wait.UntilNextWindow, time, cancellationToken);
                if (Take(urgency, isWaiting: true, out wait) is { } place)
                {
                    return place;
                }
            }

            return Limited(wait.Estimate);
        }
        catch (OperationCanceledException)
        {
            return Limited(UntilFree());
        }
        finally
        {
            _line.Leave(urgency);
        }
    }

    /// <summary>How long until a call may start.</summary>
    public TimeSpan UntilFree()
    {
        lock (_lock)
        {
            var wait = IsFull ? _ends - time.GetUtcNow() : TimeSpan.Zero;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    private static Failure Limited(TimeSpan wait) =>
        new(FailureCode.RateLimited, "TeamDynamix allows no more such calls just now. This one was not sent; try again later.") { RetryAfter = wait };

    /// <returns>The place; null where none is free, and then how long to wait.</returns>
    private Place? Take(CallUrgency urgency, bool isWaiting, out Wait wait)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _ends)
            {
                Begin(now + Length + Margin);
            }

            var free = Math.Min(_limit - _used, (ownLimit ?? _limit) - _own);
            var ahead = _line.Ahead(urgency, isWaiting, PerWindow);
            wait = new Wait(_ends - now, _ends - now + ((Length + Margin) * ((ahead - Math.Max(0, free)) / PerWindow)));
            if (free <= ahead)
            {
                return null;
            }

            _used++;
            _own++;
            _inFlight++;
            _line.Use(urgency, calls: 1);
            return new Place(this, urgency, _generation);
        }
    }

    private void Learn(VendorReply.Answer answer)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var headers = RateHeaders.From(answer, now);
            _limit = headers.Limit > 0 ? headers.Limit.Value : _limit;
            if (answer.Status == 429)
            {
                CountOthers(Math.Max(_used, _limit));
                _ends = now + (Positive(headers.UntilReset) ?? answer.RetryAfter(now) ?? (headers.UntilReset is null ? Length : TimeSpan.Zero)) + Margin;
            }
            else if (Positive(headers.UntilReset) is { } untilReset)
            {
                var ends = now + untilReset + Margin;
                if (ends - _ends > Length / 2)
                {
                    // The vendor has begun another window than the one that was counted here.
                    Begin(ends);
                }

                // Others behind the same address use up the same window.
                _ends = ends;
                if (_limit - headers.Remaining is { } used && used > _used)
                {
                    CountOthers(used);
                }
            }
        }
    }

    private void CountOthers(int used)
    {
        _used = used;
        _generation++;
    }

    private void Begin(DateTimeOffset ends)
    {
        // Calls still under way may be counted in the new window.
        (_used, _own, _ends) = (_inFlight, _inFlight, ends);
        _generation++;
        _line.Begin();
    }

    private void Leave()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }

    private void GiveBack(CallUrgency urgency, int generation)
    {
        lock (_lock)
        {
            if (generation == _generation)
            {
                _used--;
                _own--;
                _line.Use(urgency, calls: -1);
            }
        }
    }

    private static TimeSpan? Positive(TimeSpan? wait) => wait > TimeSpan.Zero ? wait : null;

    /// <param name="UntilNextWindow">When to ask again.</param>
    /// <param name="Estimate">When the place will be free, if all who wait now go on waiting.</param>
    private sealed record Wait(TimeSpan UntilNextWindow, TimeSpan Estimate);

    /// <summary>The right to make one call.</summary>
    public sealed class Place : IDisposable
    {
        private readonly RateWindow _window;
        private readonly CallUrgency _urgency;
        private readonly int _generation;

        internal Place(RateWindow window, CallUrgency urgency, int generation) => (_window, _urgency, _generation) = (window, urgency, generation);

        /// <summary>Takes in what the answer says of the limit.</summary>
        public void Learn(VendorReply.Answer answer) => _window.Learn(answer);

        /// <summary>The vendor never saw the call, so it does not count. It does where the vendor has told its own count since, or a window began.</summary>
        public void GiveBack() => _window.GiveBack(_urgency, _generation);

        public void Dispose() => _window.Leave();
    }
}

using FunctionsConnector.Core.Coordination.Calls;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// Limits the calls of one method and route. The vendor's window starts with its first call and lasts 60 s. Calls for the next window
/// wait until 5 s after the reset, as the vendor asks (https://solutions.teamdynamix.com/TDWebApi/Home/AboutRateLimiting).
/// </summary>
/// <param name="documentedLimit">Calls per window until a response says the limit.</param>
/// <param name="ownLimit">The settings' limit for our own calls per window; null for the vendor's limit alone.</param>
/// <param name="longestWait">A longer wait is refused at once.</param>
/// <param name="time">The clock.</param>
internal sealed class RateWindow(int documentedLimit, int? ownLimit, TimeSpan longestWait, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly WindowQueue _queue = new();
    private int _limit = documentedLimit;
    private volatile SaidLimit? _said;
    private int _used;
    private int _own;
    private int _inFlight;

    // Grows when the used count no longer consists of our own calls only. Slots of an older generation are not refunded.
    private int _generation;
    private TimeSpan _ends;

    /// <summary>The limit that a response said last; null where none has.</summary>
    public SaidLimit? Said => _said;

    /// <summary>The calls of a whole window.</summary>
    private int PerWindow => Math.Max(1, Math.Min(_limit, ownLimit ?? _limit));

    private bool IsFull => _used >= _limit || _own >= ownLimit;

    /// <summary>Waits for a slot in the window. Dispose of it after the call.</summary>
    /// <returns>The slot, or <see cref="FailureCode.RateLimited"/> where the wait timed out or would.</returns>
    public async Task<Result<CallSlot>> AcquireAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        if (Take(priority, isWaiting: false, out var wait) is { } free)
        {
            return free;
        }

        _queue.Join(priority);
        try
        {
            while (wait.Estimate <= longestWait)
            {
                await Task.Delay(wait.UntilNextWindow, time, cancellationToken);
                if (Take(priority, isWaiting: true, out wait) is { } slot)
                {
                    return slot;
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
            _queue.Leave(priority);
        }
    }

    /// <summary>How long until a call may start.</summary>
    public TimeSpan UntilFree()
    {
        lock (_lock)
        {
            var wait = IsFull ? _ends - time.Monotonic() : TimeSpan.Zero;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>The failure of a call that waits for the next window.</summary>
    public static Failure Limited(TimeSpan wait) =>
        new(FailureCode.RateLimited, "TeamDynamix allows no more such calls at present. This one was not sent; try again later.")
        {
            RetryAfter = wait,
            Wait = WaitReason.CallLimit,
        };

    /// <returns>The slot; null where none is free, with the time to wait.</returns>
    private Slot? Take(CallPriority priority, bool isWaiting, out Wait wait)
    {
        lock (_lock)
        {
            var now = time.Monotonic();
            if (now >= _ends)
            {
                Begin(now + Length + Margin);
            }

            var free = Math.Min(_limit - _used, (ownLimit ?? _limit) - _own);
            var ahead = _queue.Ahead(priority, isWaiting, PerWindow);
            wait = new Wait(_ends - now, _ends - now + ((Length + Margin) * ((ahead - Math.Max(0, free)) / PerWindow)));
            if (free <= ahead)
            {
                return null;
            }

            _used++;
            _own++;
            _inFlight++;
            _queue.Use(priority, calls: 1);
            return new Slot(this, priority, _generation);
        }
    }

    private void Observe(VendorReply.Response answer)
    {
        lock (_lock)
        {
            var (now, wall) = (time.Monotonic(), time.GetUtcNow());
            var headers = RateHeaders.From(answer, wall);
            _said = headers.Limit is { } said and > 0 ? new SaidLimit(said, now) : _said;
            _limit = _said?.Calls ?? _limit;
            if (answer.Status == 429)
            {
                CountOthers(Math.Max(_used, _limit));
                _ends = now + (Positive(headers.UntilReset) ?? answer.RetryAfter(wall) ?? (headers.UntilReset is null ? Length : TimeSpan.Zero)) + Margin;
            }
            else if (Positive(headers.UntilReset) is { } untilReset)
            {
                var ends = now + untilReset + Margin;
                if (ends - _ends > Length / 2)
                {
                    // The vendor has started a new window.
                    Begin(ends);
                }

                // Other clients behind the same address share the window.
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

    private void Begin(TimeSpan ends)
    {
        // The vendor may count calls in flight in the new window.
        (_used, _own, _ends) = (_inFlight, _inFlight, ends);
        _generation++;
        _queue.Begin();
    }

    private void Leave()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }

    private void Refund(CallPriority priority, int generation)
    {
        lock (_lock)
        {
            if (generation == _generation)
            {
                _used--;
                _own--;
                _queue.Use(priority, calls: -1);
            }
        }
    }

    private static TimeSpan? Positive(TimeSpan? wait) => wait > TimeSpan.Zero ? wait : null;

    /// <param name="UntilNextWindow">When to try again.</param>
    /// <param name="Estimate">When a slot is free if all current waiters keep waiting.</param>
    private sealed record Wait(TimeSpan UntilNextWindow, TimeSpan Estimate);

    /// <summary>The permission to make one call.</summary>
    public sealed class Slot : CallSlot
    {
        private readonly RateWindow _window;
        private readonly CallPriority _priority;
        private readonly int _generation;

        internal Slot(RateWindow window, CallPriority priority, int generation) => (_window, _priority, _generation) = (window, priority, generation);

        public override void Observe(VendorReply.Response answer) => _window.Observe(answer);

        /// <summary>
        /// Returns the slot of a call that the vendor never received, unless the vendor has reported its count or a window has started since. A
        /// reading before it has a window of its own.
        /// </summary>
        public override void Refund(bool hasRead = false) => _window.Refund(_priority, _generation);

        public override void Dispose() => _window.Leave();
    }
}

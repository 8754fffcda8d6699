using System.Collections.Concurrent;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Calls;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>A <see cref="RateWindow"/> for each method and route, and beside it a budget that all instances share.</summary>
internal sealed class RateWindows(TargetSystemSettings settings, TargetSystemServices services) : ICallGate
{
    private readonly ConcurrentDictionary<(HttpMethod Method, string Bucket), Limit> _limits = new();

    public Task<Result<CallSlot>> AcquireAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var limit = Of(call);
        return limit.Shared is null
            ? limit.Window.AcquireAsync(call.Priority, cancellationToken)
            : AcquireAsync(limit.Window, limit.Shared, call, cancellationToken);
    }

    public Failure Refused(VendorReply.Response answer, ApiCall call) =>
        new(FailureCode.RateLimited, "TeamDynamix refused the call because too many were made. It was not carried out; try again later.")
        {
            VendorStatus = answer.Status,
            VendorMessages = ErrorText.Read(answer),
            RetryAfter = Of(call).Window.UntilFree(),
        };

    /// <summary>The window knows what the vendor's responses say, and the shared budget what the other instances are about to call.</summary>
    private static async Task<Result<CallSlot>> AcquireAsync(RateWindow window, ICallBudget shared, ApiCall call, CancellationToken cancellationToken)
    {
        if (!(await window.AcquireAsync(call.Priority, cancellationToken)).Succeeded(out var slot, out var limited))
        {
            return limited;
        }

        var charge = await shared.SpendAsync(1, call.Priority, slot: null, cancellationToken);
        if (charge.Wait is not { } wait)
        {
            return new SharedSlot(slot, charge);
        }

        slot.Refund();
        slot.Dispose();
        return RateWindow.Limited(wait);
    }

    private Limit Of(ApiCall call) => _limits.GetOrAdd((call.Method, call.Bucket), _ => Create(call));

    private Limit Create(ApiCall call)
    {
        var window = new RateWindow(call.DocumentedLimit, settings.CallsPerMinute, services.Timing.UntilStarted, services.Time);
        return new Limit(window, services.Shared is { } shared
            ? SharedLimits.Minute(shared, $"{settings.Name} {call.Method} {call.Bucket}", new CallLimit(call.DocumentedLimit, settings.CallsPerMinute, () => window.Said), services.Timing)
            : null);
    }

    /// <param name="Window">The limit as the vendor's responses tell it.</param>
    /// <param name="Shared">The budget of all instances; null for an instance alone.</param>
    private sealed record Limit(RateWindow Window, ICallBudget? Shared);

    private sealed class SharedSlot(CallSlot slot, CallCharge charge) : CallSlot
    {
        public override bool IsStale => charge.IsStale;

        public override void Observe(VendorReply.Response answer) => slot.Observe(answer);

        public override void Refund(bool hasRead = false)
        {
            slot.Refund();
            charge.Refund(1);
        }

        public override void Dispose() => slot.Dispose();
    }
}

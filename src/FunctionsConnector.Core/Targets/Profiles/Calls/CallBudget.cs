using System.Globalization;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Calls;

/// <summary>
/// The limits of a profile: calls per minute, and the waits that the vendor asks for, also on a successful response. A PATCH is charged with
/// the reading before it, where there is one, and with its read-back: neither must wait.
/// </summary>
internal sealed class CallBudget(Profile profile, TargetSystemSettings settings, TargetSystemServices services) : ICallGate
{
    private readonly ICallBudget? _minute = (settings.CallsPerMinute ?? profile.Limits.CallsPerMinute) is { } calls
        ? SharedLimits.Minute(services.Shared, settings.Name, calls, services.Timing, services.Time)
        : null;

    private long _pausedUntilTicks;

    public async Task<Result<CallSlot>> AcquireAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (call.Priority == CallPriority.ReadBack)
        {
            return new Slot(this, 0);
        }

        var pause = UntilFree();
        if (pause > services.Timing.UntilStarted)
        {
            return Limited(pause);
        }

        if (pause > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(pause, services.Time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return Limited(UntilFree());
            }
        }

        var count = call.IsSafeToRepeat ? 1 : call.ReadsFirst ? 3 : 2;
        if (_minute is null)
        {
            return new Slot(this, 0);
        }

        var charge = await _minute.SpendAsync(count, call.Priority, slot: null, cancellationToken);
        return charge.Wait is { } wait ? Limited(wait) : new Slot(this, count, charge);
    }

    public Failure Refused(VendorReply.Response answer, ApiCall call) => Replies.WithMessages(
        profile, answer, FailureCode.RateLimited, $"{profile.Vendor} refused the call because too many were made. It was not carried out; try again later") with
    {
        RetryAfter = UntilFree() is var wait && wait > TimeSpan.Zero ? wait : answer.AskedWait ?? Replies.RetrySoon,
    };

    private TimeSpan UntilFree() => TimeSpan.FromTicks(Interlocked.Read(ref _pausedUntilTicks)) - services.Time.Monotonic();

    private Failure Limited(TimeSpan wait) =>
        new(FailureCode.RateLimited, $"{profile.Vendor} allows no more calls at present. This one was not sent; try again later.")
        {
            RetryAfter = wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1),
            Wait = WaitReason.CallLimit,
        };

    private void Observe(VendorReply.Response answer)
    {
        // An outage has rules of its own.
        if (answer.Status >= 500 || (answer.AskedWait ?? (answer.Status == 429 ? UntilReset(answer) : null)) is not { } wait)
        {
            return;
        }

        // Answers of calls that ran at the same time come in any order; the longest wait counts.
        var until = (services.Time.Monotonic() + wait).Ticks;
        for (var known = Interlocked.Read(ref _pausedUntilTicks); known < until;)
        {
            known = Interlocked.CompareExchange(ref _pausedUntilTicks, until, known) is var seen && seen == known ? until : seen;
        }
    }

    private TimeSpan? UntilReset(VendorReply.Response answer)
    {
        if (profile.Limits.ResetHeader is not { } header || answer.Header(header) is not { } text)
        {
            return null;
        }

        var now = answer.Headers.Date ?? answer.ReceivedAt;
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e12;
        var wait = profile.Limits.ResetForm switch
        {
            ResetForm.Seconds when isNumber => TimeSpan.FromSeconds(Math.Min(number, 3600)),
            ResetForm.Milliseconds when isNumber => TimeSpan.FromMilliseconds(Math.Min(number, 3_600_000)),
            ResetForm.EpochSeconds when isNumber && number < 253_402_300_000 => DateTimeOffset.FromUnixTimeSeconds((long)number) - now,
            ResetForm.Time when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time - now,
            _ => default(TimeSpan?),
        };
        return wait > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : wait > TimeSpan.Zero ? wait : null;
    }

    private sealed class Slot(CallBudget budget, int count, CallCharge? charge = null) : CallSlot
    {
        public override bool IsStale => charge?.IsStale is true;

        public override void Observe(VendorReply.Response answer) => budget.Observe(answer);

        public override void Refund(bool hasRead = false) => charge?.Refund(hasRead ? count - 1 : count);

        public override void Dispose()
        {
        }
    }
}

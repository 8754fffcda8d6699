using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// Sends calls within the limits of the vendor and the settings, with retries. Reads and logins are retried after no response, a 5xx or a
/// 429; writes only where they certainly never arrived, or after a 429, which the vendor returns before it does anything.
/// </summary>
internal sealed class CallSender
{
    private static readonly VendorReply.NoResponse NotSent = new(false, "the limit of calls is reached");

    private readonly string _system;
    private readonly TargetSystemServices _services;
    private readonly int? _callsPerMinute;
    private readonly CallLimits? _concurrency;
    private readonly RetryPolicy _reads;
    private readonly RetryPolicy _writes;
    private readonly ConcurrentDictionary<(HttpMethod Method, string Bucket), RateWindow> _windows = new();

    public CallSender(TargetSystemSettings settings, TargetSystemServices services)
    {
        (_system, _services) = (settings.Name, services);
        _callsPerMinute = settings.CallsPerMinute;
        _concurrency = settings.MaxConcurrency is { } most ? new CallLimits(most, null, services.Timing.UntilStarted, services.Time) : null;
        _reads = new RetryPolicy(MayRetryRead, services.Timing, services.Time, services.Random);
        _writes = new RetryPolicy(MayRetryWrite, services.Timing, services.Time, services.Random);
    }

    /// <returns>The reply, except a 429, or <see cref="FailureCode.RateLimited"/>.</returns>
    public async Task<Result<VendorReply>> SendAsync(ApiCall call, string? token, CancellationToken cancellationToken)
    {
        var window = WindowOf(call);
        Failure? limited = null;
        var reply = await (call.IsSafeToRepeat ? _reads : _writes).SendAsync(
            async attempt => (await SendOnceAsync(call, token, window, attempt)).Succeeded(out var answer, out limited) ? answer : NotSent,
            cancellationToken);

        return reply switch
        {
            _ when ReferenceEquals(reply, NotSent) => limited!,
            VendorReply.Response { Status: 429 } answer => Refused(answer, window),
            _ => reply,
        };
    }

    private RateWindow WindowOf(ApiCall call) => _windows.GetOrAdd((call.Method, call.Bucket), _ => new RateWindow(
        call.DocumentedLimit, _callsPerMinute, _services.Timing.UntilStarted, _services.Time));

    private async Task<Result<VendorReply>> SendOnceAsync(ApiCall call, string? token, RateWindow window, CancellationToken cancellationToken)
    {
        var asked = _services.Time.GetTimestamp();
        if (!(await window.AcquireAsync(call.Priority, cancellationToken)).Succeeded(out var slot, out var limited))
        {
            ConnectorMetrics.RecordWait(_system, call.Priority, _services.Time.GetElapsedTime(asked));
            return limited;
        }

        using (slot)
        {
            CallLimits.Slot? permit = null;
            if (_concurrency is not null && !(await _concurrency.AcquireAsync("api", calls: 1, call.Priority, cancellationToken)).Succeeded(out permit, out limited))
            {
                slot.Refund();
                return limited;
            }

            using (permit)
            {
                ConnectorMetrics.RecordWait(_system, call.Priority, _services.Time.GetElapsedTime(asked));
                if (call.BeforeSending is { } check)
                {
                    VendorReply? read = null;
                    var stopped = await check(async reading =>
                    {
                        var result = await ReadInSlotAsync(reading, token, cancellationToken);
                        read = result.Value;
                        return result;
                    });
                    if (stopped is not null)
                    {
                        // The vendor received no PATCH. A refused token is renewed as after a refused PATCH.
                        slot.Refund();
                        return read is VendorReply.Response { Status: 401 } ? read : stopped;
                    }
                }

                using var request = call.ToRequest(token);
                // A started write is not cancelled: without its response the outcome would be unknown.
                var reply = await _services.Http.SendAsync(request, call.IsSafeToRepeat ? cancellationToken : CancellationToken.None);
                if (reply is VendorReply.Response answer)
                {
                    slot.Observe(answer);
                }
                else if (reply is VendorReply.NoResponse { MayHaveArrived: false })
                {
                    slot.Refund();
                }

                return reply;
            }
        }
    }

    /// <summary>
    /// Uses the permit of the PATCH that it decides on. With one of its own, PATCHes that hold all permits would wait for each other.
    /// </summary>
    private async Task<Result<VendorReply>> ReadInSlotAsync(ApiCall call, string? token, CancellationToken cancellationToken)
    {
        var window = WindowOf(call);
        if (!(await window.AcquireAsync(CallPriority.ReadBack, cancellationToken)).Succeeded(out var slot, out var limited))
        {
            return limited;
        }

        using (slot)
        {
            using var request = call.ToRequest(token);
            var reply = await _services.Http.SendAsync(request, cancellationToken);
            if (reply is VendorReply.Response answer)
            {
                slot.Observe(answer);
            }

            return reply;
        }
    }

    private static bool MayRetryRead(VendorReply reply) => !ReferenceEquals(reply, NotSent)
        && reply is VendorReply.NoResponse or VendorReply.Response { Status: 408 or 429 or >= 500 };

    private static bool MayRetryWrite(VendorReply reply) => !ReferenceEquals(reply, NotSent)
        && reply is VendorReply.NoResponse { MayHaveArrived: false } or VendorReply.Response { Status: 429 };

    private static Failure Refused(VendorReply.Response answer, RateWindow window) =>
        new(FailureCode.RateLimited, "TeamDynamix refused the call because too many were made. It was not carried out; try again later.")
        {
            VendorStatus = answer.Status,
            VendorMessages = ErrorText.Read(answer),
            RetryAfter = window.UntilFree(),
        };
}

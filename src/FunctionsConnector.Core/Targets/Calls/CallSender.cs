using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.Calls;

/// <summary>
/// Sends calls within the limits of the vendor and the settings, with retries. Reads and logins are retried after no response, a 5xx or a
/// 429; writes only where they certainly never arrived, or after a 429, which the vendor returns before it does anything.
/// </summary>
internal sealed class CallSender
{
    /// <summary>The reply of a PATCH that was not sent, because its writer decided so.</summary>
    public static readonly VendorReply Stopped = new VendorReply.NoResponse(false, "nothing was to be sent");

    private static readonly VendorReply.NoResponse NotSent = new(false, "the limit of calls is reached");

    private readonly string _system;
    private readonly TargetSystemServices _services;
    private readonly ICallGate _gate;
    private readonly CallLimits? _concurrency;
    private readonly KnownOutage _outage;
    private readonly RetryPolicy _reads;
    private readonly RetryPolicy _writes;

    /// <param name="settings">The system's settings.</param>
    /// <param name="services">The services that the system uses.</param>
    /// <param name="gate">The vendor's limits per time.</param>
    /// <param name="concurrency">Calls at a time; null for no limit.</param>
    public CallSender(TargetSystemSettings settings, TargetSystemServices services, ICallGate gate, int? concurrency)
    {
        (_system, _services, _gate) = (settings.Name, services, gate);
        _concurrency = concurrency is { } most
            ? new CallLimits(most, null, services.Timing.UntilStarted, services.Time, _ => SharedLimits.Threads(services.Shared, settings.Name, most, services.Timing))
            : null;
        _outage = new KnownOutage(settings.DisplayName, services.Time);
        _reads = new RetryPolicy(MayRetryRead, services.Timing, services.Time, services.Random);
        _writes = new RetryPolicy(MayRetryWrite, services.Timing, services.Time, services.Random);
    }

    /// <returns>The reply, except a 429, or <see cref="FailureCode.RateLimited"/>.</returns>
    public async Task<Result<VendorReply>> SendAsync(ApiCall call, string? token, CancellationToken cancellationToken)
    {
        Failure? limited = null;
        var reply = await (call.IsSafeToRepeat ? _reads : _writes).SendAsync(
            async attempt => (await SendOnceAsync(call, token, attempt)).Succeeded(out var answer, out limited) ? answer : NotSent,
            cancellationToken);

        return reply switch
        {
            _ when ReferenceEquals(reply, NotSent) => limited!,
            VendorReply.Response { Status: 429 } answer => _gate.Refused(answer, call),
            _ => reply,
        };
    }

    private async Task<Result<VendorReply>> SendOnceAsync(ApiCall call, string? token, CancellationToken cancellationToken)
    {
        if (_outage.Refusal(call.Priority, isStarting: false) is { } known)
        {
            return known;
        }

        var asked = _services.Time.GetTimestamp();
        if (!(await EnterAsync(call, cancellationToken)).Succeeded(out var entered, out var limited))
        {
            ConnectorMetrics.RecordWait(_system, call.Priority, _services.Time.GetElapsedTime(asked));
            return limited;
        }

        var (slot, permit) = entered;
        using (slot)
        {
            using (permit)
            {
                ConnectorMetrics.RecordWait(_system, call.Priority, _services.Time.GetElapsedTime(asked));
                if (_outage.Refusal(call.Priority, isStarting: true) is { } begun)
                {
                    slot.Refund();
                    return begun;
                }

                var (body, hasRead) = (call.Body?.Invoke(), false);
                if (call.Write is { } write)
                {
                    (body, var instead, hasRead) = await WriteAsync(write, token, cancellationToken);
                    if (body is null)
                    {
                        slot.Refund(hasRead);
                        return instead;
                    }
                }

                using var request = call.ToRequest(token, body);
                // A started write is not cancelled: without its response the outcome would be unknown.
                var reply = await _services.Http.SendAsync(request, call.IsSafeToRepeat ? cancellationToken : CancellationToken.None);
                _outage.Observe(reply, call.Priority);
                if (reply is VendorReply.Response answer)
                {
                    slot.Observe(answer);
                }
                else if (reply is VendorReply.NoResponse { MayHaveArrived: false })
                {
                    slot.Refund(hasRead);
                }

                return reply;
            }
        }
    }

    /// <summary>Waits for the vendor's limits per time, and then for a permit.</summary>
    private async ValueTask<Result<(CallSlot Slot, CallLimits.Slot? Permit)>> EnterAsync(ApiCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!(await _gate.AcquireAsync(call, cancellationToken)).Succeeded(out var slot, out var limited))
            {
                return limited;
            }

            CallLimits.Slot? permit = null;
            if (_concurrency is not null && !call.HasPermit && !(await _concurrency.AcquireAsync("api", calls: 1, call.Priority, cancellationToken)).Succeeded(out permit, out limited))
            {
                slot.Refund();
                slot.Dispose();
                return limited;
            }

            if (!slot.IsStale)
            {
                return (slot, permit);
            }

            // The wait for the permit was so long that other instances no longer count this call.
            permit?.Dispose();
            slot.Refund();
            slot.Dispose();
        }
    }

    /// <returns>
    /// The body; else the reply of a call that sends none. A refusal of the read's token is one of the call. And whether the record was read.
    /// </returns>
    private async ValueTask<(string? Body, VendorReply Instead, bool HasRead)> WriteAsync(
        Func<Func<ApiCall, Task<Result<VendorReply>>>, ValueTask<string?>> write, string? token, CancellationToken cancellationToken)
    {
        var (instead, hasRead) = (Stopped, false);
        var body = await write(async read =>
        {
            hasRead = true;
            var result = await SendAsync(read with { HasPermit = true }, token, cancellationToken);
            instead = result.Value is VendorReply.Response refused && read.RefusesCredentials(refused) ? refused : Stopped;
            return result;
        });
        return (body, instead, hasRead);
    }

    private static bool MayRetryRead(VendorReply reply) => !ReferenceEquals(reply, NotSent)
        && reply is VendorReply.NoResponse or VendorReply.Response { Status: 408 or 429 or >= 500 };

    private static bool MayRetryWrite(VendorReply reply) => !ReferenceEquals(reply, NotSent) && !ReferenceEquals(reply, Stopped)
        && reply is VendorReply.NoResponse { MayHaveArrived: false } or VendorReply.Response { Status: 429 };
}

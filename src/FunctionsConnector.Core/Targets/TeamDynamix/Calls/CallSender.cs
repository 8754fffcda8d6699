using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// Sends calls within the limits of the vendor and the settings, and sends again what may be sent again: reads and logins that had no
/// answer, a 5xx or a 429; writes only where they certainly never arrived, or had a 429, which is refused before anything is done.
/// </summary>
internal sealed class CallSender
{
    private static readonly VendorReply.Silence NotSent = new(false, "the limit of calls is reached");

    private readonly string _system;
    private readonly TargetSystemServices _services;
    private readonly int? _callsPerMinute;
    private readonly CallLimits? _concurrency;
    private readonly Resending _reads;
    private readonly Resending _writes;
    private readonly ConcurrentDictionary<(HttpMethod Method, string Bucket), RateWindow> _windows = new();

    public CallSender(TargetSystemSettings settings, TargetSystemServices services)
    {
        (_system, _services) = (settings.Name, services);
        _callsPerMinute = settings.CallsPerMinute;
        _concurrency = settings.MaxConcurrency is { } most ? new CallLimits(most, null, services.Timing.UntilStarted, services.Time) : null;
        _reads = new Resending(MayReadAgain, services.Timing, services.Time, services.Random);
        _writes = new Resending(MayWriteAgain, services.Timing, services.Time, services.Random);
    }

    /// <returns>What came back, 429 aside, or <see cref="FailureCode.RateLimited"/>.</returns>
    public async Task<Result<VendorReply>> SendAsync(ApiCall call, string? token, CancellationToken cancellationToken)
    {
        var window = _windows.GetOrAdd((call.Method, call.Bucket), _ => new RateWindow(
            call.DocumentedLimit, _callsPerMinute, _services.Timing.UntilStarted, _services.Time));
        Failure? limited = null;
        var reply = await (call.IsSafeToRepeat ? _reads : _writes).SendAsync(
            async attempt => (await SendOnceAsync(call, token, window, attempt)).Succeeded(out var answer, out limited) ? answer : NotSent,
            cancellationToken);

        return reply switch
        {
            _ when ReferenceEquals(reply, NotSent) => limited!,
            VendorReply.Answer { Status: 429 } answer => Refused(answer, window),
            _ => reply,
        };
    }

    private async Task<Result<VendorReply>> SendOnceAsync(ApiCall call, string? token, RateWindow window, CancellationToken cancellationToken)
    {
        var asked = _services.Time.GetTimestamp();
        if (!(await window.EnterAsync(call.Urgency, cancellationToken)).Succeeded(out var place, out var limited))
        {
            Metering.Waited(_system, call.Urgency, _services.Time.GetElapsedTime(asked));
            return limited;
        }

        using (place)
        {
            CallLimits.Place? turn = null;
            if (_concurrency is not null && !(await _concurrency.EnterAsync("api", calls: 1, call.Urgency, cancellationToken)).Succeeded(out turn, out limited))
            {
                place.GiveBack();
                return limited;
            }

            using (turn)
            {
                Metering.Waited(_system, call.Urgency, _services.Time.GetElapsedTime(asked));
                using var request = call.ToRequest(token);
                // A write that has begun is waited for as long as a call may take: to give it up is to know nothing.
                var reply = await _services.Http.SendAsync(request, call.IsSafeToRepeat ? cancellationToken : CancellationToken.None);
                if (reply is VendorReply.Answer answer)
                {
                    place.Learn(answer);
                }
                else if (reply is VendorReply.Silence { MayHaveArrived: false })
                {
                    place.GiveBack();
                }

                return reply;
            }
        }
    }

    private static bool MayReadAgain(VendorReply reply) => !ReferenceEquals(reply, NotSent)
        && reply is VendorReply.Silence or VendorReply.Answer { Status: 408 or 429 or >= 500 };

    private static bool MayWriteAgain(VendorReply reply) => !ReferenceEquals(reply, NotSent)
        && reply is VendorReply.Silence { MayHaveArrived: false } or VendorReply.Answer { Status: 429 };

    private static Failure Refused(VendorReply.Answer answer, RateWindow window) =>
        new(FailureCode.RateLimited, "TeamDynamix refused the call because too many were made. It was not carried out; try again later.")
        {
            VendorStatus = answer.Status,
            VendorMessages = ErrorText.Read(answer),
            RetryAfter = window.UntilFree(),
        };
}

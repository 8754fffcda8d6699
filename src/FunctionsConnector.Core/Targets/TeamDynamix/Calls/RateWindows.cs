using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>A <see cref="RateWindow"/> for each method and route.</summary>
internal sealed class RateWindows(TargetSystemSettings settings, TargetSystemServices services) : ICallGate
{
    private readonly ConcurrentDictionary<(HttpMethod Method, string Bucket), RateWindow> _windows = new();

    public Task<Result<CallSlot>> AcquireAsync(ApiCall call, CancellationToken cancellationToken) => Of(call).AcquireAsync(call.Priority, cancellationToken);

    public Failure Refused(VendorReply.Response answer, ApiCall call) =>
        new(FailureCode.RateLimited, "TeamDynamix refused the call because too many were made. It was not carried out; try again later.")
        {
            VendorStatus = answer.Status,
            VendorMessages = ErrorText.Read(answer),
            RetryAfter = Of(call).UntilFree(),
        };

    private RateWindow Of(ApiCall call) => _windows.GetOrAdd((call.Method, call.Bucket), _ => new RateWindow(
        call.DocumentedLimit, settings.CallsPerMinute, services.Timing.UntilStarted, services.Time));
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Calls;

/// <summary>The limits of a vendor on calls per time.</summary>
internal interface ICallGate
{
    /// <summary>Waits until the call may start.</summary>
    /// <returns>The slot, or <see cref="FailureCode.RateLimited"/> where the wait timed out or would.</returns>
    Task<Result<CallSlot>> AcquireAsync(ApiCall call, CancellationToken cancellationToken);

    /// <summary>The failure of a call that the vendor refused with a 429.</summary>
    Failure Refused(VendorReply.Response answer, ApiCall call);
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;

namespace FunctionsConnector.Core.Targets.Profiles.SignIns;

/// <summary>Sends calls with the credentials of the settings.</summary>
internal interface ISignInCalls
{
    /// <summary>Adds the credentials to a request; also to a read within the slot of an update.</summary>
    Action<HttpRequestMessage, string> Authorize { get; }

    /// <returns>The reply, except 429; a refusal of the credentials only where it stays. After a failure the call was not carried out.</returns>
    Task<Result<VendorReply>> SendAsync(ApiCall call, CancellationToken cancellationToken);
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Tokens;

namespace FunctionsConnector.Core.Targets.Profiles.SignIns;

/// <summary>Sends calls with a token of an OAuth client.</summary>
internal sealed class TokenSignIn(TargetSystemSettings settings, TargetSystemServices services, CallSender sender, ITokenIssuer issuer) : ISignInCalls
{
    private readonly TokenCalls _calls = new(sender, new TokenSource(settings, services, issuer));

    public Action<HttpRequestMessage, string> Authorize => ApiCall.AddBearer;

    public Task<Result<VendorReply>> SendAsync(ApiCall call, CancellationToken cancellationToken) => _calls.SendAsync(call, cancellationToken);
}

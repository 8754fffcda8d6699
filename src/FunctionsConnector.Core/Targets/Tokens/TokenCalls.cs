using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;

namespace FunctionsConnector.Core.Targets.Tokens;

/// <summary>
/// Sends calls with a token. A refused token is renewed only once: the login proves the credentials, and a refusal also means a missing
/// permission, which is one call's.
/// </summary>
internal sealed class TokenCalls(CallSender sender, TokenSource tokens)
{
    /// <returns>The reply, except 429; a 401 only where it stays. After a failure the call was not carried out.</returns>
    public async Task<Result<VendorReply>> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (!(await tokens.GetAsync(cancellationToken)).Succeeded(out var token, out var failure))
        {
            return failure;
        }

        var result = await sender.SendAsync(call, token.Text, cancellationToken);
        if (result.Value is not VendorReply.Response first || !call.RefusesCredentials(first))
        {
            return result;
        }

        // A renewal that did not help a moment ago would not help now. The call is sent again all the same: one 401 may be an accident.
        var mayRenew = tokens.MayRenew(token) || await tokens.IsRevokedAsync(token, cancellationToken);
        if (!(mayRenew ? await tokens.RenewAsync(token, cancellationToken) : token).Succeeded(out var renewed, out failure))
        {
            return failure;
        }

        result = await sender.SendAsync(call, renewed.Text, cancellationToken);
        if (mayRenew && result.Value is VendorReply.Response second && call.RefusesCredentials(second))
        {
            tokens.RenewalDidNotHelp(renewed);
        }

        return result;
    }
}

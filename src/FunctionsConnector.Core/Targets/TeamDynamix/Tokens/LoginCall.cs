using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Targets.Tokens;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>
/// Sends one login (https://solutions.teamdynamix.com/TDWebApi/Home/section/Auth). The vendor documents 401 for a refused login; 403 with
/// plain text has been seen.
/// </summary>
internal sealed class LoginCall(Uri baseUrl, TargetSystemSettings settings, ISecretSource secrets, TimeProvider time, CallSender sender) : ITokenIssuer
{
    private const string CurrentUser = "api/auth/getuser";

    private readonly Credentials _credentials = Credentials.Of(settings);

    public string Vendor => "TeamDynamix";

    public Task<Result<SecretPair>> FetchAsync(bool refresh, CancellationToken cancellationToken) =>
        _credentials.FetchAsync(settings, secrets, refresh, cancellationToken);

    public async Task<Result<Token>> LogInAsync(SecretPair login, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Post, new Uri(baseUrl, _credentials.Path), _credentials.Path) { Body = () => _credentials.ToBody(login) };
        return (await sender.SendAsync(call, token: null, cancellationToken)).Succeeded(out var reply, out var failure)
            ? Read(reply, login)
            : failure;
    }

    /// <summary>The vendor allows 60 calls of <c>getuser</c> a minute.</summary>
    public async Task<bool> IsRefusedAsync(Token token, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Get, new Uri(baseUrl, CurrentUser), CurrentUser) { Priority = CallPriority.ReadBack };
        return (await sender.SendAsync(call, token.Text, cancellationToken)).Value is VendorReply.Response { Status: 401 };
    }

    private Result<Token> Read(VendorReply reply, SecretPair login)
    {
        switch (reply)
        {
            case VendorReply.NoResponse noResponse:
                return ReplyFailures.Unavailable($"TeamDynamix could not be reached for the login: {noResponse.Reason}.");
            case VendorReply.Response { IsSuccess: true } answer:
                return TokenText.Read(answer.Text, answer.Headers.Date ?? time.GetUtcNow()) is { } token
                    ? token
                    : ReplyFailures.Unavailable("TeamDynamix answered the login with something that is not a token. Check BaseUrl.");
            case VendorReply.Response { Status: 400 or 403, IsPage: true } page:
                return ReplyFailures.Unavailable($"TeamDynamix answered the login with {page.Status} and a web page, which is no answer of its API.") with { VendorStatus = page.Status };
            case VendorReply.Response { Status: 400 or 401 or 403 } answer:
                return Refused(answer, login);
            case VendorReply.Response { Status: >= 300 and < 500 and not 408 } answer:
                return ReplyFailures.Unavailable(
                    $"There is no login of a TeamDynamix Web API at BaseUrl: it answered {answer.Status}. Check BaseUrl; it usually ends in /TDWebApi/.");
            default:
                var other = (VendorReply.Response)reply;
                return ReplyFailures.Unavailable($"TeamDynamix answered the login with {other.Status}.") with { VendorStatus = other.Status };
        }
    }

    private Failure Refused(VendorReply.Response answer, SecretPair login)
    {
        // A server that echoes the request would echo the secrets.
        var messages = ErrorText.Read(answer)
            .Where(message => !message.Contains(login.First, StringComparison.OrdinalIgnoreCase)
                && !message.Contains(login.Second, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var names = string.Join(" and ", _credentials.Roles.Select(role => $"'{settings.Secrets[role]}'"));
        return new Failure(
            FailureCode.CredentialsRefused,
            $"TeamDynamix refused the login with the secrets {names}{(messages.Count == 0 ? "." : $": {string.Join(" ", messages)}")}")
        {
            VendorStatus = answer.Status,
            VendorMessages = messages,
        };
    }
}

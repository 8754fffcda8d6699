using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>
/// Logs in once (https://solutions.teamdynamix.com/TDWebApi/Home/section/Auth). A refused login has been seen as 403 with plain text,
/// where the vendor's page says 401.
/// </summary>
internal sealed class LoginCall(Uri baseUrl, TargetSystemSettings settings, TimeProvider time, CallSender sender)
{
    private readonly Credentials _credentials = Credentials.Of(settings);

    /// <returns>The token, <see cref="FailureCode.CredentialsRefused"/>, or why nothing can be said of the credentials.</returns>
    public async Task<Result<Token>> SendAsync(Credentials.Login login, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Post, new Uri(baseUrl, _credentials.Path), _credentials.Path) { Body = () => _credentials.ToBody(login) };
        return (await sender.SendAsync(call, token: null, cancellationToken)).Succeeded(out var reply, out var failure)
            ? Read(reply, login)
            : failure;
    }

    private Result<Token> Read(VendorReply reply, Credentials.Login login)
    {
        switch (reply)
        {
            case VendorReply.Silence silence:
                return ReplyFailures.Unavailable($"TeamDynamix could not be reached for the login: {silence.Reason}.");
            case VendorReply.Answer { IsSuccess: true } answer:
                return TokenText.Read(answer.Text, time.GetUtcNow()) is { } token
                    ? token
                    : ReplyFailures.Unavailable("TeamDynamix answered the login with something that is not a token. Check BaseUrl.");
            case VendorReply.Answer { Status: 400 or 401 or 403 } answer:
                return Refused(answer, login);
            case VendorReply.Answer { Status: >= 300 and < 500 and not 408 } answer:
                return ReplyFailures.Unavailable(
                    $"There is no login of a TeamDynamix Web API at BaseUrl: it answered {answer.Status}. Check BaseUrl; it mostly ends in /TDWebApi/.");
            default:
                var other = (VendorReply.Answer)reply;
                return ReplyFailures.Unavailable($"TeamDynamix answered the login with {other.Status}.") with { VendorStatus = other.Status };
        }
    }

    private Failure Refused(VendorReply.Answer answer, Credentials.Login login)
    {
        // A server that quotes the request would quote the secrets.
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

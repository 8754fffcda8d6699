using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>The Web API, with a token: renewed once where it is refused, and no more, because 401 also means a missing permission.</summary>
/// <param name="baseUrl">Ends in a slash.</param>
/// <param name="sender">Sends the calls.</param>
/// <param name="tokens">Where tokens come from.</param>
internal sealed class TeamDynamixApi(Uri baseUrl, CallSender sender, TokenSource tokens)
{
    public Uri BaseUrl => baseUrl;

    /// <param name="path">Below the base URL.</param>
    /// <param name="bucket">The path without ids.</param>
    /// <param name="what">What is asked for, in a message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="urgency">Who waits for it.</param>
    public async Task<Result<JsonElement>> ReadAsync(
        string path, string bucket, string what, CancellationToken cancellationToken, CallUrgency urgency = CallUrgency.Caller)
    {
        var call = new ApiCall(HttpMethod.Get, new Uri(baseUrl, path), bucket) { Urgency = urgency };
        if (!(await SendAsync(call, cancellationToken)).Succeeded(out var reply, out var failure))
        {
            return failure;
        }

        if (reply is not VendorReply.Answer { IsSuccess: true } answer)
        {
            return ReplyFailures.OfRead(reply, what);
        }

        return answer.Json() is { } json
            ? json
            : ReplyFailures.Unavailable($"TeamDynamix was asked for {what} and answered with something that is not JSON.");
    }

    /// <summary>Like <see cref="ReadAsync"/>, for what must be a list: one that is not there is no record that was not found.</summary>
    public async Task<Result<JsonElement>> ListAsync(string path, string bucket, string what, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(path, bucket, what, cancellationToken)).Succeeded(out var json, out var failure))
        {
            return json.ValueKind == JsonValueKind.Array
                ? json
                : ReplyFailures.Unavailable($"TeamDynamix was asked for {what} and answered with something that is not a list.");
        }

        return failure.Code == FailureCode.RecordNotFound
            ? failure with { Code = FailureCode.SystemUnavailable, RetryAfter = ReplyFailures.SoonAgain }
            : failure;
    }

    /// <returns>What came back, 401 and 429 aside; a failure means that the call was certainly not carried out.</returns>
    public async Task<Result<VendorReply>> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (!baseUrl.IsBaseOf(call.Url))
        {
            throw new ArgumentException("The token goes to the configured address alone.", nameof(call));
        }

        if (!(await tokens.GetAsync(cancellationToken)).Succeeded(out var token, out var failure))
        {
            return failure;
        }

        var result = await sender.SendAsync(call, token.Text, cancellationToken);
        if (result.Value is not VendorReply.Answer { Status: 401 } refused)
        {
            return result;
        }

        if (!tokens.IsWorthRenewing(token))
        {
            return ReplyFailures.StillUnauthorized(refused);
        }

        if (!(await tokens.RenewAsync(token, cancellationToken)).Succeeded(out var renewed, out failure))
        {
            return failure;
        }

        result = await sender.SendAsync(call, renewed.Text, cancellationToken);
        if (result.Value is not VendorReply.Answer { Status: 401 } stillRefused)
        {
            return result;
        }

        tokens.RenewedInVain(renewed);
        return ReplyFailures.StillUnauthorized(stillRefused);
    }
}

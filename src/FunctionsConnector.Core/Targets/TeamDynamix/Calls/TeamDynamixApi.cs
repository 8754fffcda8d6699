using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Tokens;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>The Web API, with a token.</summary>
/// <param name="baseUrl">Ends in a slash.</param>
/// <param name="sender">Sends the calls.</param>
/// <param name="tokens">The source of tokens.</param>
internal sealed class TeamDynamixApi(Uri baseUrl, CallSender sender, TokenSource tokens)
{
    private readonly TokenCalls _calls = new(sender, tokens);

    public Uri BaseUrl => baseUrl;

    /// <param name="path">Below the base URL.</param>
    /// <param name="bucket">The path without ids.</param>
    /// <param name="what">What is read, for messages.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="priority">The call's priority.</param>
    /// <param name="send">Sends it another way; null for a call of its own.</param>
    public async Task<Result<JsonElement>> ReadAsync(
        string path,
        string bucket,
        string what,
        CancellationToken cancellationToken,
        CallPriority priority = CallPriority.Caller,
        Func<ApiCall, Task<Result<VendorReply>>>? send = null)
    {
        var call = new ApiCall(HttpMethod.Get, new Uri(baseUrl, path), bucket) { Priority = priority };
        return Read(await (send is null ? SendAsync(call, cancellationToken) : send(call)), what);
    }

    /// <summary>Like <see cref="ReadAsync"/>, for a search by POST.</summary>
    /// <param name="path">Below the base URL.</param>
    /// <param name="bucket">The path without ids.</param>
    /// <param name="what">What is searched for, for messages.</param>
    /// <param name="body">The JSON text of the search.</param>
    /// <param name="priority">The call's priority.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Result<JsonElement>> SearchAsync(
        string path, string bucket, string what, string body, CallPriority priority, CancellationToken cancellationToken) => Read(
            await SendAsync(new ApiCall(HttpMethod.Post, new Uri(baseUrl, path), bucket) { Body = () => body, Priority = priority }, cancellationToken), what);

    private static Result<JsonElement> Read(Result<VendorReply> result, string what)
    {
        if (!result.Succeeded(out var reply, out var failure))
        {
            return failure;
        }

        if (reply is not VendorReply.Response { IsSuccess: true } answer)
        {
            return ReplyFailures.OfRead(reply, what);
        }

        return answer.Json() is { } json
            ? json
            : ReplyFailures.Unavailable($"TeamDynamix was asked for {what} and answered with something that is not JSON.");
    }

    /// <summary>Like <see cref="ReadAsync"/>, for a list. A missing list means an unavailable system, not a missing record, and a forbidden one a permission that the account lacks.</summary>
    public async Task<Result<JsonElement>> ListAsync(string path, string bucket, string what, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(path, bucket, what, cancellationToken)).Succeeded(out var json, out var failure))
        {
            return json.ValueKind == JsonValueKind.Array
                ? json
                : ReplyFailures.Unavailable($"TeamDynamix was asked for {what} and answered with something that is not a list.");
        }

        return (failure.Code == FailureCode.RecordNotFound, failure.VendorStatus) switch
        {
            (true, 403) => failure with { Code = FailureCode.CredentialsRefused },
            (true, _) => failure with { Code = FailureCode.SystemUnavailable, RetryAfter = ReplyFailures.RetrySoon },
            _ => failure,
        };
    }

    /// <returns>The reply, except 429; a 401 only where it stays. After a failure the call was not carried out.</returns>
    public Task<Result<VendorReply>> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (!baseUrl.IsBaseOf(call.Url))
        {
            throw new ArgumentException("The token is sent to the configured address only.", nameof(call));
        }

        return _calls.SendAsync(call, cancellationToken);
    }
}

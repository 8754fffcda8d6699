using FunctionsConnector.Core.Failures;
using FunctionsConnector.EndToEnd.Tests.Hostile.Raw;

namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>The rules for every reply.</summary>
internal static class ReplyRules
{
    /// <summary>The problem of a reply; null for none.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="isHead">Whether the request was a HEAD, whose reply has no body.</param>
    /// <param name="secrets">The texts that it may not contain.</param>
    public static string? Problem(RawReply reply, bool isHead, IReadOnlyList<string> secrets)
    {
        if (reply.IsOfTheServer)
        {
            return null;
        }

        if (reply.Headers.Any(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase) || header.Key.Contains("Injected", StringComparison.OrdinalIgnoreCase)))
        {
            return "a forbidden header";
        }

        if (isHead)
        {
            return reply.Status is 401 or 403 or 404 or 405 or 429 or 400 ? null : "a HEAD that succeeded";
        }

        if (reply.Header("Content-Type") != "application/json; charset=utf-8")
        {
            return $"the type {reply.Header("Content-Type")}";
        }

        var text = reply.Text;
        if (secrets.FirstOrDefault(secret => text.Contains(secret, StringComparison.Ordinal)) is { } found)
        {
            return $"a secret, the one that begins with {found[..3]}";
        }

        try
        {
            using var document = JsonDocument.Parse(reply.Body);
            return reply.Status == 200 ? OfSuccess(document.RootElement) : OfFailure(reply, document.RootElement);
        }
        catch (JsonException)
        {
            return "a body that is not JSON";
        }
    }

    private static string? OfSuccess(JsonElement body) => body.TryGetProperty("error", out var error)
        ? body.TryGetProperty("succeeded", out var succeeded) && !succeeded.GetBoolean() && FailureCode.All.ContainsKey(error.GetProperty("code").GetString()!)
            ? error.GetProperty("code").GetString() == FailureCode.InternalError.Name ? "an InternalError as output" : null
            : "a failure as output that is not the contract's"
        : null;

    private static string? OfFailure(RawReply reply, JsonElement body)
    {
        if (!body.TryGetProperty("error", out var error) || error.GetProperty("code").GetString() is not { } name || !FailureCode.All.TryGetValue(name, out var code))
        {
            return "a failure that is not the contract's";
        }

        return code == FailureCode.InternalError ? "an InternalError"
            : code.Status != reply.Status ? $"{code} with status {reply.Status}"
            : error.GetProperty("retryable").GetBoolean() != code.IsRetryable ? $"{code} with the wrong retryable"
            : error.GetProperty("message").GetString() is not { Length: > 0 } ? "no message"
            : error.GetProperty("requestId").GetString() != reply.Header("x-request-id") ? "a request id that is not the header's"
            : null;
    }
}

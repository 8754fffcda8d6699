namespace FunctionsConnector.Sandbox.Server;

/// <summary>One call that reached a simulated system.</summary>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="PathAndQuery">The request target as it was on the wire, not decoded.</param>
/// <param name="Headers">Request headers; names are case-insensitive.</param>
/// <param name="Body">Request body; empty if there was none.</param>
/// <param name="Status">Status answered; null while the call is under way and for a connection that was dropped.</param>
/// <param name="ReplyBody">Body answered; null where <paramref name="Status"/> is.</param>
public sealed record RecordedCall(
    long Number,
    DateTimeOffset At,
    string Method,
    string PathAndQuery,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int? Status,
    string? ReplyBody);

namespace FunctionsConnector.Sandbox.Server;

/// <summary>A call that a simulated system received.</summary>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="PathAndQuery">The raw request target, not decoded.</param>
/// <param name="Headers">Request headers; names are case-insensitive.</param>
/// <param name="Body">Request body; empty if there was none.</param>
/// <param name="Status">Status of the response; null during the call and for a dropped connection.</param>
/// <param name="ResponseBody">Body of the response; null if <paramref name="Status"/> is null.</param>
public sealed record RecordedCall(
    long Number,
    DateTimeOffset At,
    string Method,
    string PathAndQuery,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int? Status,
    string? ResponseBody);

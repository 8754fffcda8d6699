using System.Text.Json.Nodes;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>A reply of the connector, or the result of a queued update.</summary>
/// <param name="Body">Its JSON.</param>
/// <param name="Status">The HTTP status; null for a result.</param>
internal sealed record DemoReply(JsonObject Body, int? Status = null)
{
    private const int LongestLine = 110;

    /// <summary>The outcome, or the code of the failure.</summary>
    public string? Outcome => (Body["outcome"] ?? Failure["code"])?.GetValue<string>();

    public string? MessageId => Body["messageId"]?.GetValue<string>();

    // A result has the properties of its error at the top level.
    private JsonNode Failure => Body["error"] ?? Body;

    /// <summary>The outcome and fields, or the code and message, or the id of the queued message.</summary>
    public override string ToString() => $"{Status} {Outcome ?? "queued"}{Detail()}".TrimStart();

    private string Detail() =>
        Failure["message"] is { } message ? $"\n{Wrap(message.GetValue<string>())}"
        : Body["fields"] is JsonArray fields ? $": {string.Join(", ", fields.Select(field => $"{field!["label"]} '{field["displayValue"]}'"))}"
        : $" as message {MessageId}";

    /// <summary>A long message with a line for each sentence, so that the output fits in 120 columns.</summary>
    private static string Wrap(string message) => message.Length <= LongestLine ? message : message.Replace(". ", ".\n", StringComparison.Ordinal);
}

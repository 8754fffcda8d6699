using System.Text.Json;

namespace FunctionsConnector.Tests.Queue;

/// <summary>
/// Calls that an Azure Functions host 4.1037 with the storage queue extension made to a custom handler, recorded on one machine. There
/// it sends a length, because it traces requests; elsewhere the same bodies come chunked.
/// </summary>
internal static class RecordedCalls
{
    public static IReadOnlyList<RecordedCall> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Queue", "functions-host-calls.jsonl")).Select(RecordedCall.Read)];

    public static RecordedCall Of(string start) => All.Single(call => call.Case.StartsWith(start, StringComparison.Ordinal));
}

/// <summary>One of them.</summary>
internal sealed record RecordedCall(string Case, string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static RecordedCall Read(string line)
    {
        var call = JsonElement.Parse(line);
        return new RecordedCall(
            call.GetProperty("case").GetString()!,
            call.GetProperty("method").GetString()!,
            call.GetProperty("path").GetString()!,
            call.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!),
            call.GetProperty("body").GetString()!);
    }
}

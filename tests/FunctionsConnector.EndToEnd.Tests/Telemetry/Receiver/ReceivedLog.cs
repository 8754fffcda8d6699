namespace FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

/// <summary>A record of the log (opentelemetry/proto/logs/v1/logs.proto).</summary>
internal sealed record ReceivedLog(string Category, string Severity, string Body, string TraceId, string SpanId, IReadOnlyDictionary<string, string> Attributes)
{
    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) ? value : null;

    /// <param name="request">An <c>ExportLogsServiceRequest</c>.</param>
    public static IEnumerable<ReceivedLog> ReadAll(ProtobufMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new ReceivedLog(
            scope.Message(1)!.Text(1), log.Text(3), Receiver.Attributes.Text(log.Message(5)), log.Hex(9), log.Hex(10), Receiver.Attributes.Read(log, 6));
}

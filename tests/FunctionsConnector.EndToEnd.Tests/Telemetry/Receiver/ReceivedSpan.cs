namespace FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

/// <summary>A span (opentelemetry/proto/trace/v1/trace.proto).</summary>
internal sealed record ReceivedSpan(string Source, string TraceId, string Id, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes)
{
    public string Kind { get; private init; } = string.Empty;

    public ulong StartedAt { get; private init; }

    public TimeSpan Duration { get; private init; }

    public bool IsError { get; private init; }

    public string StatusMessage { get; private init; } = string.Empty;

    /// <summary>Ids of the linked spans.</summary>
    public IReadOnlyList<string> Links { get; private init; } = [];

    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) ? value : null;

    /// <param name="request">An <c>ExportTraceServiceRequest</c>.</param>
    public static IEnumerable<ReceivedSpan> ReadAll(ProtobufMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select Read(scope.Message(1)!.Text(1), span);

    private static ReceivedSpan Read(string source, ProtobufMessage span) =>
        new(source, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), Receiver.Attributes.Read(span, 9))
        {
            Kind = span.Number(6) switch { 1 => "internal", 2 => "server", 3 => "client", 4 => "producer", 5 => "consumer", _ => "unspecified" },
            StartedAt = span.Number(7),
            Duration = TimeSpan.FromMicroseconds((span.Number(8) - span.Number(7)) / 1000.0),
            Links = [.. span.Messages(13).Select(link => link.Hex(2))],
            IsError = span.Message(15)?.Number(3) == 2,
            StatusMessage = span.Message(15)?.Text(2) ?? string.Empty,
        };
}

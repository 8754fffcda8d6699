namespace FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

/// <summary>One point of a sum, a gauge or a histogram (opentelemetry/proto/metrics/v1/metrics.proto).</summary>
internal sealed record ReceivedPoint(string Metric, string Unit, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The count; for a histogram, the number of recorded values.</summary>
    public double Value { get; private init; }

    /// <summary>The sum of a histogram; null for others.</summary>
    public double? Sum { get; private init; }

    /// <summary>The bounds of a histogram's buckets.</summary>
    public IReadOnlyList<double> Bounds { get; private init; } = [];

    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) ? value : null;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Metric} = {Value}{(Sum is { } sum ? $" (sum {sum:0.####} {Unit})" : string.Empty)} {Receiver.Attributes.Print(Attributes)}");

    /// <param name="request">An <c>ExportMetricsServiceRequest</c>.</param>
    public static IEnumerable<ReceivedPoint> ReadAll(ProtobufMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        from point in Read(metric)
        select point;

    private static IEnumerable<ReceivedPoint> Read(ProtobufMessage metric)
    {
        var numbers = metric.Messages(5).Concat(metric.Messages(7)).SelectMany(data => data.Messages(1)).Select(point => New(metric, point, attributes: 7) with
        {
            Value = point.Has(4) ? point.Double(4) : (long)point.Number(6),
        });
        var histograms = metric.Messages(9).SelectMany(data => data.Messages(1)).Select(point => New(metric, point, attributes: 9) with
        {
            Value = point.Number(4),
            Sum = point.Double(5),
            Bounds = point.Doubles(7),
        });
        return numbers.Concat(histograms);
    }

    private static ReceivedPoint New(ProtobufMessage metric, ProtobufMessage point, int attributes) =>
        new(metric.Text(1), metric.Text(3), Receiver.Attributes.Read(point, attributes));
}

namespace FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

/// <summary>Attributes as texts (opentelemetry/proto/common/v1/common.proto).</summary>
internal static class Attributes
{
    private const int Key = 1;
    private const int Value = 2;

    public static IReadOnlyDictionary<string, string> Read(ProtobufMessage message, int field)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var attribute in message.Messages(field))
        {
            attributes.Add(attribute.Text(Key), Text(attribute.Message(Value)));
        }

        return attributes;
    }

    /// <summary>An <c>AnyValue</c>: string 1, bool 2, int 3, double 4.</summary>
    public static string Text(ProtobufMessage? value) => value switch
    {
        null => string.Empty,
        _ when value.Has(1) => value.Text(1),
        _ when value.Has(2) => value.Number(2) == 1 ? "true" : "false",
        _ when value.Has(3) => ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture),
        _ when value.Has(4) => value.Double(4).ToString(CultureInfo.InvariantCulture),
        _ => string.Empty,
    };

    public static string Print(IReadOnlyDictionary<string, string> attributes) =>
        string.Join(' ', attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value}"));
}

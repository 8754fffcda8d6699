using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// The connector definition with the address of the request, so that a platform that imports it from this URL calls this process.
/// The file is embedded in the assembly.
/// </summary>
internal static class ServedDefinition
{
    private static readonly JsonElement File = Read();

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static ActionReply For(HttpRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        foreach (var property in File.EnumerateObject())
        {
            Write(writer, property, request);
        }

        writer.WriteEndObject();
        writer.Flush();
        return new ActionReply(200, buffer.WrittenMemory, "ok");
    }

    private static void Write(Utf8JsonWriter writer, JsonProperty property, HttpRequest request)
    {
        switch (property.Name)
        {
            case "host" when request.Host.HasValue:
                writer.WriteString(property.Name, request.Host.Value);
                break;
            case "schemes":
                writer.WriteStartArray(property.Name);
                writer.WriteStringValue(SchemeOf(request));
                writer.WriteEndArray();
                break;
            default:
                property.WriteTo(writer);
                break;
        }
    }

    /// <summary>
    /// The Functions host and every ingress terminate TLS and forward plain http, and platforms call only https. So the scheme is http
    /// only for a caller on this machine. Forwarded headers are ignored: every caller can send one.
    /// </summary>
    private static string SchemeOf(HttpRequest request) =>
        !request.IsHttps && IsThisMachine(request.Host.Host) ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static JsonElement Read()
    {
        using var stream = typeof(ServedDefinition).Assembly.GetManifestResourceStream("apiDefinition.swagger.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}

using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// The connector definition with the address of the request, so that a platform that imports it from this URL calls this process, and
/// with the contact of the settings. The file is embedded in the assembly.
/// </summary>
internal sealed class ServedDefinition(ContactSettings contact)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    private readonly JsonElement _definition = Read(contact);

    public ActionReply For(HttpRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        foreach (var property in _definition.EnumerateObject())
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

    /// <summary>The contact and the addresses in the file are placeholders for certification. What the settings do not say is left out.</summary>
    private static JsonElement Read(ContactSettings contact)
    {
        using var stream = typeof(ServedDefinition).Assembly.GetManifestResourceStream("apiDefinition.swagger.json")!;
        var definition = JsonNode.Parse(stream)!.AsObject();
        var info = definition["info"]!.AsObject();
        info.Remove("contact");
        var said = new JsonObject();
        foreach (var (name, value) in new[] { ("name", contact.Name), ("url", contact.Url?.AbsoluteUri), ("email", contact.Email) })
        {
            if (value is not null)
            {
                said[name] = value;
            }
        }

        if (said.Count > 0)
        {
            info["contact"] = said;
        }

        var metadata = definition["x-ms-connector-metadata"]!.AsArray();
        metadata.RemoveAll(entry => entry!["propertyName"]!.GetValue<string>() is "Privacy policy" or "Website");
        if (contact.Url is { } url)
        {
            metadata.Insert(0, new JsonObject { ["propertyName"] = "Website", ["propertyValue"] = url.AbsoluteUri });
        }

        return JsonElement.Parse(definition.ToJsonString());
    }
}

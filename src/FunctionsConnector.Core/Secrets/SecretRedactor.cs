using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Core.Secrets;

/// <summary>
/// Redacts registered secrets in every text that leaves the process: as they are, base64-encoded, URL-encoded or JSON-escaped, because a
/// vendor, a library or a caller may have encoded them.
/// </summary>
public sealed class SecretRedactor
{
    /// <summary>Replaces a secret.</summary>
    public const string Mask = "***";

    /// <summary>Shorter secrets are not redacted: they would match parts of words.</summary>
    public const int MinLength = 6;

    /// <summary>After a rotation a vendor may still echo the previous values.</summary>
    private const int MostVersions = 3;

    /// <summary>The objects in replies whose properties are named after fields: those of GetRecord and of GetUpdateSchema.</summary>
    private static readonly string[] ObjectsOfFields = ["values", "labels", "properties"];

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, string[]> _byName = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    // Built on first use, because several secrets are registered at a time.
    private volatile SecretSearch? _search;

    private SecretSearch Current => _search ?? Build();

    /// <summary>Registers a secret's value.</summary>
    /// <param name="name">Its name; of its values only the last three are kept.</param>
    /// <param name="secret">The value.</param>
    public void Register(string name, string secret)
    {
        if (_byName.TryGetValue(name, out var known) && known[0] == secret)
        {
            return;
        }

        lock (_lock)
        {
            // First, so that a thread that sees the new value below does not use the old search.
            _search = null;
            var older = _byName.GetValueOrDefault(name, []);
            _byName[name] = [secret, .. older.Where(value => value != secret).Take(MostVersions - 1)];
        }
    }

    /// <summary>The text without secrets; the same instance where it has none.</summary>
    /// <remarks>No encoding of a registered secret is shorter than <see cref="MinLength"/>.</remarks>
    public string Redact(string text) => text.Length < MinLength ? text : Current.Redact(text);

    /// <summary>
    /// JSON text without secrets in its strings, escaped no more than replies are; the same memory where it has none.
    /// A name of the connector's own stays, because a user name such as <c>message</c> must not change it. A name that a vendor gives to a
    /// field may contain a secret.
    /// </summary>
    public ReadOnlyMemory<byte> RedactJson(ReadOnlyMemory<byte> json)
    {
        var search = Current;
        if (!search.Contains(json.Span))
        {
            return json;
        }

        var redacted = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(redacted, Writing);
        Write(writer, JsonElement.Parse(json.Span), search, areFieldNames: false);
        writer.Flush();
        return redacted.WrittenMemory;
    }

    private SecretSearch Build()
    {
        lock (_lock)
        {
            return _search ??= SecretSearch.For(_byName.Values.SelectMany(values => values).SelectMany(Variants).Where(value => value.Length >= MinLength));
        }
    }

    // A secret stored from a file has a line end, but is used and echoed without it.
    private static string[] Variants(string secret) => [secret, secret.Trim()];

    // Value by value, so that an escape next to a secret, such as \n, stays intact.
    private static void Write(Utf8JsonWriter writer, JsonElement value, SecretSearch search, bool areFieldNames)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(areFieldNames ? search.Redact(property.Name) : property.Name);
                    Write(writer, property.Value, search, areFieldNames: !areFieldNames && ObjectsOfFields.Contains(property.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, search, areFieldNames: false);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(search.Redact(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}

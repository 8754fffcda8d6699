using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Core.Secrets;

/// <summary>
/// The one place that takes secrets out of what leaves the process. It knows every secret that was ever handed out, and hides it in
/// whatever form a vendor, a library or a caller may have put it into a text: as it is, base64, URL-encoded or JSON-escaped.
/// </summary>
public sealed class KnownSecrets
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mask = "***";

    /// <summary>Secrets shorter than this are not hidden: they would be found in the middle of words.</summary>
    public const int Shortest = 6;

    /// <summary>After a rotation the old one may still be echoed for a while.</summary>
    private const int MostVersions = 3;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, string[]> _byName = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    // Made by the first who needs it, because secrets are learned several at a time.
    private volatile SecretSearch? _search;

    private SecretSearch Current => _search ?? Renew();

    /// <summary>Takes note of a secret's value.</summary>
    /// <param name="name">What it is called; the values it had before the last ones are forgotten.</param>
    /// <param name="secret">The value.</param>
    public void Learn(string name, string secret)
    {
        if (_byName.TryGetValue(name, out var known) && known[0] == secret)
        {
            return;
        }

        lock (_lock)
        {
            // First, so that nobody who finds the secret known already still searches without it.
            _search = null;
            var older = _byName.GetValueOrDefault(name, []);
            _byName[name] = [secret, .. older.Where(value => value != secret).Take(MostVersions - 1)];
        }
    }

    /// <summary>The text without secrets; the same instance where it has none.</summary>
    /// <remarks>No form of a secret is shorter than the shortest secret that is hidden.</remarks>
    public string Hide(string text) => text.Length < Shortest ? text : Current.Hide(text);

    /// <summary>
    /// JSON text, escaped no more than replies are, without secrets in its strings and names; the same memory where it has none.
    /// </summary>
    public ReadOnlyMemory<byte> HideIn(ReadOnlyMemory<byte> json)
    {
        var search = Current;
        if (!search.Finds(json.Span))
        {
            return json;
        }

        var hidden = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(hidden, Writing);
        Write(writer, JsonElement.Parse(json.Span), search);
        writer.Flush();
        return hidden.WrittenMemory;
    }

    private SecretSearch Renew()
    {
        lock (_lock)
        {
            return _search ??= SecretSearch.For(_byName.Values.SelectMany(values => values).SelectMany(AsQuoted).Where(value => value.Length >= Shortest));
        }
    }

    // One that was stored from a file has a line end after it, and is used, and said back, without.
    private static string[] AsQuoted(string secret) => [secret, secret.Trim()];

    // Value by value: an escape in the JSON around a secret, such as \n, must stay whole.
    private static void Write(Utf8JsonWriter writer, JsonElement value, SecretSearch search)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(search.Hide(property.Name));
                    Write(writer, property.Value, search);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, search);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(search.Hide(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}

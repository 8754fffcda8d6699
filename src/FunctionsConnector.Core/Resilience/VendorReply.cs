using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FunctionsConnector.Core.Resilience;

/// <summary>What came back from a vendor, if anything.</summary>
public abstract record VendorReply
{
    private VendorReply()
    {
    }

    /// <summary>The vendor, or a gateway in front of it, answered.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Headers">The response headers.</param>
    /// <param name="Body">The decompressed body.</param>
    public sealed record Answer(int Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body) : VendorReply
    {
        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>The body as text; bytes that are not UTF-8 become replacement characters.</summary>
        public string Text => Encoding.UTF8.GetString(Body.Span);

        /// <summary>The value of a response header, or null.</summary>
        public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

        /// <summary>The body as JSON, or null where it is not JSON.</summary>
        public JsonElement? Json()
        {
            try
            {
                using var document = JsonDocument.Parse(Body);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }

        /// <summary>What <c>Retry-After</c> says (RFC 9110 section 10.2.3), as a wait from <paramref name="now"/>; null where it says nothing.</summary>
        public TimeSpan? RetryAfter(DateTimeOffset now) => Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
    }

    /// <summary>No answer, or none that could be read to its end.</summary>
    /// <param name="MayHaveArrived">False where the request certainly never reached the vendor.</param>
    /// <param name="Reason">Why, for people: never a secret, never a URL's query.</param>
    public sealed record Silence(bool MayHaveArrived, string Reason) : VendorReply;
}

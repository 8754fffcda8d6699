using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FunctionsConnector.Core.Failures;

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
        private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

        // Looked at several times on the way of an update, so it is parsed once.
        private Parsed? _json;

        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>The body as text; bytes that are not UTF-8 become replacement characters.</summary>
        public string Text => Encoding.UTF8.GetString(Body.Span);

        /// <summary>The value of a response header, or null.</summary>
        public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

        /// <summary>The body as JSON, or null where it is not JSON, or has text in it that is none.</summary>
        public JsonElement? Json() => (_json ??= new Parsed(Parse())).Json;

        private JsonElement? Parse()
        {
            try
            {
                var json = JsonElement.Parse(Body.Span);
                return Utf8.IsValid(Body.Span) && IsText(json) ? json : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        // Half of a surrogate pair is valid JSON and no text; whoever read it as text later would break.
        private bool IsText(JsonElement json) => Body.Span.IndexOf("\\ud"u8) < 0 && Body.Span.IndexOf("\\uD"u8) < 0 || HasOnlyText(json);

        private static bool HasOnlyText(JsonElement json)
        {
            try
            {
                return json.ValueKind switch
                {
                    JsonValueKind.String => json.GetString() is not null,
                    JsonValueKind.Array => json.EnumerateArray().All(HasOnlyText),
                    JsonValueKind.Object => json.EnumerateObject().All(property => property.Name is not null && HasOnlyText(property.Value)),
                    _ => true,
                };
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        /// <summary>
        /// What <c>Retry-After</c> says (RFC 9110 section 10.2.3), as a wait from <paramref name="now"/>, of an hour at most: a vendor
        /// that asks for more is asked again then. Null where it says nothing.
        /// </summary>
        public TimeSpan? RetryAfter(DateTimeOffset now) => Headers.RetryAfter switch
        {
            { Delta: { } delta } => Bounded(delta),
            { Date: { } date } => Bounded(date - now),
            _ => null,
        };

        private static TimeSpan Bounded(TimeSpan wait) => wait > LongestWait ? LongestWait : wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private sealed record Parsed(JsonElement? Json);

    /// <summary>No answer, or none that could be read to its end.</summary>
    /// <param name="MayHaveArrived">False where the request certainly never reached the vendor.</param>
    /// <param name="Reason">Why, for people: never a secret, never a URL's query.</param>
    public sealed record Silence(bool MayHaveArrived, string Reason) : VendorReply
    {
        /// <summary>What to tell the caller where it was not sent for want of a place within the system's limits.</summary>
        public Failure? Limited { get; init; }
    }
}

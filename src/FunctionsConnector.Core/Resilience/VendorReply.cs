using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Core.Resilience;

/// <summary>The reply of a vendor: a response or none.</summary>
public abstract record VendorReply
{
    private VendorReply()
    {
    }

    /// <summary>The response of the vendor or of a gateway in front of it.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Headers">The response headers.</param>
    /// <param name="Body">The decompressed body.</param>
    public sealed record Response(int Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body) : VendorReply
    {
        private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

        // Read several times per update, so it is parsed once.
        private Parsed? _json;

        /// <summary>When it was received, from which a date in <c>Retry-After</c> counts.</summary>
        public DateTimeOffset ReceivedAt { get; init; }

        /// <summary>The wait that <c>Retry-After</c> asked for when the response was received, of an hour at most; null without the header.</summary>
        public TimeSpan? AskedWait => RetryAfter(ReceivedAt);

        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>
        /// Whether the body is a page of HTML or XML. The APIs answer in JSON or plain text, so a page comes from a gateway or web server in
        /// front of them, and its status says nothing about a record.
        /// </summary>
        public bool IsPage => Body.Span.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

        /// <summary>The body as text; bytes that are not UTF-8 become replacement characters.</summary>
        public string Text => Encoding.UTF8.GetString(Body.Span);

        /// <summary>The value of a response header, or null.</summary>
        public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

        /// <summary>The body as JSON; null where it is not JSON or has strings that are not valid text.</summary>
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

        // A lone surrogate is valid JSON, but reading it as a string throws.
        private bool IsText(JsonElement json) => Body.Span.IndexOf("\\ud"u8) < 0 && Body.Span.IndexOf("\\uD"u8) < 0 || JsonStrings.AreText(json);

        /// <summary>
        /// The wait that <c>Retry-After</c> asks for (RFC 9110 section 10.2.3), of an hour at most. A date is compared with the
        /// response's own <c>Date</c>, and with <paramref name="now"/> where it has none. Null without the header.
        /// </summary>
        public TimeSpan? RetryAfter(DateTimeOffset now) => Headers.RetryAfter switch
        {
            { Delta: { } delta } => Bounded(delta),
            { Date: { } date } => Bounded(date - (Headers.Date ?? now)),
            _ => null,
        };

        private static TimeSpan Bounded(TimeSpan wait) => wait > LongestWait ? LongestWait : wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private sealed record Parsed(JsonElement? Json);

    /// <summary>No response, or an incomplete one.</summary>
    /// <param name="MayHaveArrived">False where the request certainly never reached the vendor.</param>
    /// <param name="Reason">The reason for people, without secrets and URL queries.</param>
    public sealed record NoResponse(bool MayHaveArrived, string Reason) : VendorReply
    {
        /// <summary>The failure for the caller where the call got no slot within the system's limits.</summary>
        public Failure? Limited { get; init; }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// A body that knows whether its sending has started. The HTTP handler reads the body only once it has a connection, so an unread
/// body belongs to a request that was never sent.
/// </summary>
internal sealed class TrackedText : HttpContent
{
    public static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly byte[] _body;

    public TrackedText(string text, MediaTypeHeaderValue? contentType = null)
    {
        _body = Encoding.UTF8.GetBytes(text);
        Headers.ContentType = contentType ?? Json;
    }

    public bool WasStarted { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasStarted = true;
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}

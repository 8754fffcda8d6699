using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// A JSON body that knows whether anybody began to send it. The handler asks for the body only once it has a connection, so a body
/// that was never asked for belongs to a request that never left.
/// </summary>
internal sealed class TrackedJson : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly byte[] _body;

    public TrackedJson(string json)
    {
        _body = Encoding.UTF8.GetBytes(json);
        Headers.ContentType = Json;
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

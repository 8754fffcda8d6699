using System.Net;
using System.Net.Sockets;

namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>A server on loopback that returns these bytes to one request and closes the connection.</summary>
internal sealed class OneResponse : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _responding;

    public OneResponse(string response)
    {
        _listener.Start();
        _responding = RespondAsync(response);
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _responding;
    }

    private async Task RespondAsync(string response)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            // The request has no body.
        }

        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(response));
    }
}

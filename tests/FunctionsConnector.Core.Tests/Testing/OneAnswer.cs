using System.Net;
using System.Net.Sockets;

namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>A server on loopback that answers one request with these bytes and closes the connection.</summary>
internal sealed class OneAnswer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _answering;

    public OneAnswer(string answer)
    {
        _listener.Start();
        _answering = AnswerAsync(answer);
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _answering;
    }

    private async Task AnswerAsync(string answer)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            // The request has no body.
        }

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
    }
}

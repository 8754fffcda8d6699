using System.Net.Sockets;

namespace FunctionsConnector.EndToEnd.Tests.Hostile.Raw;

/// <summary>A connection for arbitrary bytes, also invalid HTTP.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawConnection> OpenAsync(Uri server, CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        return new RawConnection(client);
    }

    /// <summary>Sends one text on a new connection and reads the first reply.</summary>
    public static async Task<RawReply> SendAsync(Uri server, string request, CancellationToken cancellationToken)
    {
        using var connection = await OpenAsync(server, cancellationToken);
        await connection.SendAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        return await connection.ReadAsync(hasBody: true, cancellationToken) ?? throw new IOException("The server closed the connection without a reply.");
    }

    /// <summary>
    /// Sends as much as the server accepts. A server may respond to the head of a request and close before it has read the body (RFC 9112, section 9.6);
    /// its response can still be read, and a missing one is found there.
    /// </summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.Shutdown or SocketError.ConnectionReset or SocketError.ConnectionAborted })
        {
        }
    }

    /// <summary>Closes the sending side.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>The next final reply; null if the connection ends.</summary>
    /// <param name="hasBody">False after a HEAD.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<RawReply?> ReadAsync(bool hasBody, CancellationToken cancellationToken)
    {
        while (await LineAsync(cancellationToken) is { } statusLine)
        {
            var status = int.Parse(statusLine.Split(' ')[1], CultureInfo.InvariantCulture);
            var headers = new List<KeyValuePair<string, string>>();
            while (await LineAsync(cancellationToken) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers.Add(KeyValuePair.Create(line[..colon], line[(colon + 1)..].Trim()));
            }

            if (status >= 200)
            {
                var reply = new RawReply(status, headers, []);
                var length = int.Parse(reply.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture);
                return hasBody && length > 0 ? reply with { Body = await BytesAsync(length, cancellationToken) } : reply;
            }
        }

        return null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            while (_start < _end)
            {
                var next = (char)_buffer[_start++];
                if (next == '\n')
                {
                    return line.ToString().TrimEnd('\r');
                }

                line.Append(next);
            }

            if (!await FillAsync(cancellationToken))
            {
                return line.Length == 0 ? null : throw new IOException($"The connection ended within '{line}'.");
            }
        }
    }

    private async Task<byte[]> BytesAsync(int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length;)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new IOException("The connection ended within a body.");
            }

            var part = Math.Min(length - read, _end - _start);
            _buffer.AsSpan(_start, part).CopyTo(bytes.AsSpan(read));
            (_start, read) = (_start + part, read + part);
        }

        return bytes;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
        return _end > 0;
    }
}

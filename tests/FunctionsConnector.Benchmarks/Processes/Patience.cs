using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>Waits for what happens in other processes.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    public static Task UntilListeningAsync(Uri url) => UntilAsync(
        async () =>
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, url.Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        $"somebody listens on port {url.Port}");

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                throw new TimeoutException($"It did not happen that {what}.");
            }

            await Task.Delay(Moment);
        }
    }
}

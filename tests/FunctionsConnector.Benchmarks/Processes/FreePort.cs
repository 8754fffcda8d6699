using System.Net;
using System.Net.Sockets;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>A port on which nobody listens.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Runs inside a published executable before its Main (DOTNET_STARTUP_HOOKS) and tells whoever connects to PROBE_PORT how many bytes
/// the process has allocated so far. No counter outside the process is as exact. The runtime wants this name, without a namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var port = int.Parse(Environment.GetEnvironmentVariable("PROBE_PORT")!, CultureInfo.InvariantCulture);
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        new Thread(() => Answer(listener)) { IsBackground = true, Name = "probe" }.Start();
    }

    private static void Answer(TcpListener listener)
    {
        while (true)
        {
            using var connection = listener.AcceptSocket();
            connection.Send(Encoding.ASCII.GetBytes(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture)));
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>A process of a published executable.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private ServerProcess(Process process, Uri url)
    {
        (Process, Url) = (process, url);
        AppDomain.CurrentDomain.ProcessExit += Kill;
    }

    public Process Process { get; }

    public Uri Url { get; }

    /// <summary>Its resident memory in bytes.</summary>
    public long Resident
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64;
        }
    }

    /// <summary>Starts the process, which may not listen yet.</summary>
    /// <param name="executable">The path.</param>
    /// <param name="settings">With colons in their names.</param>
    public static ServerProcess Start(string executable, IReadOnlyDictionary<string, string?> settings)
    {
        // The log goes to /dev/null, because reading it here would use processor time of the measured process.
        var url = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" > /dev/null", executable]) { WorkingDirectory = Path.GetDirectoryName(executable) };
        start.Environment["ASPNETCORE_URLS"] = url.ToString();
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new ServerProcess(Process.Start(start)!, url);
    }

    /// <summary>Waits until it accepts connections.</summary>
    public async Task UntilListeningAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Url.Port);
                return;
            }
            catch (SocketException) when (!Process.HasExited && Stopwatch.GetElapsedTime(start) < StartLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Kill(object? sender, EventArgs arguments) => Process.Kill();
}

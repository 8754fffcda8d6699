using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>A published executable, running, and what the kernel and the probe in it say of it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // sysconf(_SC_CLK_TCK) has been 100 on every Linux for x64.
    private const double TicksPerSecond = 100;

    /// <summary>
    /// Its log goes nowhere, because reading it here would take processor time from what is measured. The shell stays until our end of
    /// its input is gone, however we ended, and takes the process along.
    /// </summary>
    private const string Keeper = "\"$0\" > /dev/null < /dev/null & echo $!; cat > /dev/null; kill -9 $!";

    private readonly Process _shell;
    private readonly int _id;
    private readonly int _probePort;

    private ServerProcess(Process shell, Uri url, int probePort)
    {
        (_shell, Url, _probePort) = (shell, url, probePort);
        shell.ErrorDataReceived += (_, line) => Complain(line.Data);
        shell.BeginErrorReadLine();
        _id = int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public Uri Url { get; }

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            // proc(5): utime and stime are the 14th and 15th field.
            var fields = Stat();
            return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
    }

    /// <summary>Its resident memory in bytes.</summary>
    public long Resident
    {
        get
        {
            var line = File.ReadLines($"/proc/{_id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    /// <param name="executable">Where it is.</param>
    /// <param name="settings">With colons in their names.</param>
    /// <param name="isProbed">Whether <see cref="AllocatedAsync"/> will be asked.</param>
    public static ServerProcess Start(string executable, IReadOnlyDictionary<string, string> settings, bool isProbed = false)
    {
        var (url, probePort) = (new Uri($"http://127.0.0.1:{FreePort.Take()}/"), isProbed ? FreePort.Take() : 0);

        var start = new ProcessStartInfo("/bin/sh", ["-c", Keeper, executable])
        {
            WorkingDirectory = Path.GetDirectoryName(executable),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = url.ToString();
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        if (isProbed)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "FunctionsConnector.Benchmarks.Probe.dll");
            start.Environment["PROBE_PORT"] = probePort.ToString(CultureInfo.InvariantCulture);
        }

        return new ServerProcess(Process.Start(start)!, url, probePort);
    }

    /// <summary>Waits until it takes connections.</summary>
    public Task UntilListeningAsync() => Patience.UntilAsync(
        async () =>
        {
            // The shell has not asked how it ended, so it is still there as a zombie.
            if (Stat()[0] == "Z")
            {
                throw new InvalidOperationException("A measured process ended before it listened.");
            }

            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Url.Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        $"somebody listens on port {Url.Port}");

    /// <summary>Bytes that it has allocated on the managed heap since its start.</summary>
    public async Task<long> AllocatedAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _probePort);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    /// <summary>The fields from the third on; the second one may have blanks in it and ends with a parenthesis.</summary>
    private string[] Stat()
    {
        var text = File.ReadAllText($"/proc/{_id}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static void Complain(string? line)
    {
        if (line is not null)
        {
            Console.Error.WriteLine(line);
        }
    }
}

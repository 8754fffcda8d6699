using System.Diagnostics;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>A process of the published executable.</summary>
internal sealed class ConnectorProcess : IAsyncDisposable
{
    private const string Executable = "functions-connector";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ConnectorProcess(Process process, ConcurrentQueue<string> lines)
    {
        _process = process;
        _lines = lines;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The address from its output.</summary>
    public Task<Uri> Listening => _listening.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public Task Ended => _process.WaitForExitAsync();

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public int Id => _process.Id;

    /// <summary>Its resident memory, in bytes.</summary>
    public long Memory => StatusOf("VmRSS:");

    /// <summary>The largest resident memory since its start, in bytes.</summary>
    public long PeakMemory => StatusOf("VmHWM:");

    /// <param name="folder">The app's root.</param>
    /// <param name="settings">With colons in their names.</param>
    /// <param name="lines">Receives its output.</param>
    public static ConnectorProcess Start(string folder, IReadOnlyDictionary<string, string?> settings, ConcurrentQueue<string> lines)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, Executable))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new ConnectorProcess(Process.Start(start)!, lines);
    }

    /// <param name="script">Gets the app's root and variables, and becomes the executable in its own mount namespace.</param>
    /// <param name="folder">The app's root.</param>
    /// <param name="settings">With colons in their names; its environment has no other variables.</param>
    /// <param name="lines">Receives its output.</param>
    public static ConnectorProcess StartLikeAContainer(
        string script, string folder, IEnumerable<KeyValuePair<string, string?>> settings, ConcurrentQueue<string> lines)
    {
        var variables = settings.Select(setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}");
        var start = new ProcessStartInfo("unshare", ["--mount", "sh", script, folder, .. variables]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new ConnectorProcess(Process.Start(start)!, lines);
    }

    /// <summary>Sends SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task AskToEndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private long StatusOf(string name)
    {
        var line = File.ReadLines($"/proc/{Id}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private void Keep(string? line)
    {
        const string Announcement = "Now listening on: ";
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
        {
            var url = line[(at + Announcement.Length)..];
            _listening.TrySetResult(new Uri(url[..url.IndexOf('"', StringComparison.Ordinal)]));
        }
    }
}

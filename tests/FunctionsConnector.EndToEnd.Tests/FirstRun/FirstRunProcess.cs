using System.Diagnostics;

namespace FunctionsConnector.EndToEnd.Tests.FirstRun;

/// <summary>A process of the demo on free ports.</summary>
internal sealed class FirstRunProcess : IAsyncDisposable
{
    private readonly List<string> _lines = [];
    private readonly Process _process;

    /// <param name="path">The PATH of the process; null for the PATH of the tests.</param>
    public FirstRunProcess(string? path = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "FunctionsConnector.Sandbox.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", "--sandbox-port", "0"]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = path ?? Environment.GetEnvironmentVariable("PATH");
        _process = Process.Start(start)!;
    }

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Reads its output up to a line.</summary>
    public async Task<string> UntilAsync(Predicate<string> isMeant)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            _lines.Add(line);
            if (isMeant(line))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended before that: {string.Join('\n', _lines)}");
    }

    /// <summary>Sends SIGTERM, which has the effect of Ctrl+C.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        _lines.AddRange((await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n'));
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

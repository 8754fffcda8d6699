using System.Diagnostics;

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>Azurite's Queue service, running on a free port of the loopback address with its data in memory.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private readonly Process _process;

    private AzuriteProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Why nobody answers there, or null.</summary>
    public string? Ended => _process.HasExited ? $"Azurite has ended with {_process.ExitCode}." : null;

    /// <param name="accounts">Names and keys of its accounts, as Azurite reads them.</param>
    /// <param name="options">Further options of its command line.</param>
    public static async Task<AzuriteProcess> StartAsync(string accounts, params string[] options)
    {
        const string Announcement = "successfully listens on ";
        var start = new ProcessStartInfo(
            "node",
            [
                "--require", "./end-with-parent.cjs", "node_modules/azurite/dist/src/queue/main.js",
                "--queuePort", "0", "--inMemoryPersistence", "--disableTelemetry", "--silent", "--skipApiVersionCheck", .. options,
            ])
        {
            WorkingDirectory = await AzuriteInstallation.InstallAsync(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = accounts;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new AzuriteProcess(process, new Uri(line[(at + Announcement.Length)..]));
            }
        }

        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

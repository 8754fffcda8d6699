using System.Diagnostics;

namespace FunctionsConnector.Sandbox.Queues;

/// <summary>A process with one of Azurite's services on a free port of the loopback address, with its data in memory. It ends with this process.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly NpmInstallation Installation = new("azurite", "Queues", ["package.json", "package-lock.json", "end-with-parent.cjs"]);

    private readonly Process _process;

    private AzuriteProcess(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>The address of the service, with a trailing slash.</summary>
    public Uri Url { get; }

    /// <summary>The reason of its end; null while it runs.</summary>
    public string? Ended => _process.HasExited ? $"Azurite has ended with {_process.ExitCode}." : null;

    /// <summary>Starts the Queue service. Installs Azurite first if it is not on this machine yet.</summary>
    /// <param name="accounts">Names and keys of its accounts, in the format of the variable <c>AZURITE_ACCOUNTS</c>.</param>
    /// <param name="options">Further command line options.</param>
    /// <param name="cancellationToken">Cancels the installation and the start.</param>
    /// <exception cref="InvalidOperationException">The installation failed, or the process ended at once.</exception>
    public static Task<AzuriteProcess> StartAsync(
        string accounts, IReadOnlyList<string>? options = null, CancellationToken cancellationToken = default) =>
        StartServiceAsync("queue", accounts, options ?? [], cancellationToken);

    /// <summary>Starts the Table service. Installs Azurite first if it is not on this machine yet.</summary>
    /// <param name="accounts">Names and keys of its accounts, in the format of the variable <c>AZURITE_ACCOUNTS</c>.</param>
    /// <param name="cancellationToken">Cancels the installation and the start.</param>
    /// <exception cref="InvalidOperationException">The installation failed, or the process ended at once.</exception>
    public static Task<AzuriteProcess> StartTablesAsync(string accounts, CancellationToken cancellationToken = default) =>
        StartServiceAsync("table", accounts, [], cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<AzuriteProcess> StartServiceAsync(
        string service, string accounts, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        const string Announcement = "successfully listens on ";
        string[] more = service == "table" ? ["--require", Path.Combine(AppContext.BaseDirectory, "Queues", "say-address.cjs")] : [];
        var start = new ProcessStartInfo(
            "node",
            [
                "--require", "./end-with-parent.cjs", .. more,
                $"node_modules/azurite/dist/src/{service}/main.js",
                $"--{service}Port", "0", "--inMemoryPersistence", "--disableTelemetry", "--silent", "--skipApiVersionCheck", .. options,
            ])
        {
            WorkingDirectory = await Installation.InstallAsync(cancellationToken),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = accounts;
        // Newer versions of Node warn of a module that Azurite's dependencies use.
        start.Environment["NODE_NO_WARNINGS"] = "1";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new AzuriteProcess(process, new Uri(line[(at + Announcement.Length)..]));
            }
        }

        throw new InvalidOperationException("Azurite ended before it listened.");
    }
}

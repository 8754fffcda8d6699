using System.Diagnostics;
using System.Security.Cryptography;

namespace FunctionsConnector.Sandbox.Queues;

/// <summary>Installs npm packages in the versions of a lock file. An installation is cached per lock file.</summary>
/// <param name="name">The folder name in the cache.</param>
/// <param name="source">The source folder, below the folder of the running program.</param>
/// <param name="files">The files to copy: <c>package.json</c>, <c>package-lock.json</c> and scripts.</param>
public sealed class NpmInstallation(string name, string source, IReadOnlyList<string> files)
{
    private static readonly string Npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private readonly string _source = Path.Combine(AppContext.BaseDirectory, source);

    /// <summary>Whether Node and npm are on the PATH.</summary>
    public static bool IsPossible
    {
        get
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
            return new[] { OperatingSystem.IsWindows() ? "node.exe" : "node", Npm }.All(program => folders.Any(folder => File.Exists(Path.Combine(folder, program))));
        }
    }

    /// <returns>The installation folder.</returns>
    public async Task<string> InstallAsync(CancellationToken cancellationToken = default)
    {
        var folder = Path.Combine(Cache(), await KeyAsync(cancellationToken));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Installs into a temporary folder first, so that a cancelled or concurrent run leaves no incomplete installation.
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        try
        {
            foreach (var file in files)
            {
                File.Copy(Path.Combine(_source, file), Path.Combine(draft, file));
            }

            await RunAsync(Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], draft, cancellationToken);
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // A concurrent run installed it first.
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }

        return folder;
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>Its output.</returns>
    /// <exception cref="InvalidOperationException">The program failed; the message contains its output.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken = default)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output} {await errors}");
    }

    private string Cache()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var cache = Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "FunctionsConnector.Sandbox", name);
        Directory.CreateDirectory(cache);
        return cache;
    }

    private async Task<string> KeyAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(await File.ReadAllBytesAsync(Path.Combine(_source, file), cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

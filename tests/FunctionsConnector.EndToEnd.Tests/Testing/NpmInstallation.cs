using System.Diagnostics;
using System.Security.Cryptography;

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>Programs from npm as a lock file says, installed once per lock file and kept for later runs.</summary>
/// <param name="name">What its folder is called.</param>
/// <param name="source">The folder of its files, below the one of the tests.</param>
/// <param name="files">What is needed: <c>package.json</c>, <c>package-lock.json</c> and scripts of ours.</param>
internal sealed class NpmInstallation(string name, string source, IReadOnlyList<string> files)
{
    private readonly string _source = Path.Combine(AppContext.BaseDirectory, source);

    /// <returns>The folder it is in.</returns>
    public async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Cache(), await KeyAsync());
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Beside its place first: a run that is cut off, or another one at the same time, leaves nothing half done.
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        foreach (var file in files)
        {
            File.Copy(Path.Combine(_source, file), Path.Combine(draft, file));
        }

        await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], draft);
        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(draft, recursive: true);
        }

        return folder;
    }

    /// <summary>Runs a program that has to succeed.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output} {await errors}");
        }
        return await output;
    }

    private string Cache()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var cache = Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "FunctionsConnector.Actions.Tests", name);
        Directory.CreateDirectory(cache);
        return cache;
    }

    private async Task<string> KeyAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(await File.ReadAllBytesAsync(Path.Combine(_source, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

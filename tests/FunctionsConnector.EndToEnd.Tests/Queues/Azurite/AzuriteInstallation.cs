using System.Diagnostics;
using System.Security.Cryptography;

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>Azurite as the lock file says, installed once per lock file and kept for later runs.</summary>
internal static class AzuriteInstallation
{
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Queues", "Azurite");
    private static readonly string[] Files = ["package.json", "package-lock.json", "end-with-parent.cjs"];

    /// <returns>The folder it is in.</returns>
    public static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Cache(), await KeyAsync());
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Beside its place first: a run that is cut off, or another one at the same time, leaves nothing half done.
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(Source, file), Path.Combine(draft, file));
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

    private static string Cache()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var cache = Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "FunctionsConnector.Tests", "azurite");
        Directory.CreateDirectory(cache);
        return cache;
    }

    private static async Task<string> KeyAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            hash.AppendData(await File.ReadAllBytesAsync(Path.Combine(Source, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output} {await errors}");
        }
    }
}

using System.Diagnostics;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>Runs the Bicep compiler on a writable copy of the repository's Bicep files.</summary>
internal sealed class BicepCompiler : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "bicep");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bicep");

    static BicepCompiler()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, File.GetUnixFileMode(Program) | UnixFileMode.UserExecute);
        }
    }

    public BicepCompiler()
    {
        foreach (var file in Files.Append("bicepconfig.json").Append("abbreviations.json"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(InCopy(file))!);
            File.Copy(Path.Combine(Infrastructure, file), InCopy(file));
        }
    }

    /// <summary>The Bicep files of the repository, relative to their folder.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Infrastructure, "*.bicep*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Infrastructure, file)).Where(file => file != "bicepconfig.json"),
    ];

    private static string Infrastructure => Path.Combine(Publishing.Repository, "infra");

    public string InCopy(string file) => Path.Combine(_folder.FullName, file);

    /// <param name="environment">The variables for the compiler, as azd sets them.</param>
    /// <param name="command">The command, the file, and further arguments.</param>
    public async Task<BicepRun> RunAsync(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> command)
    {
        var start = new ProcessStartInfo(Program, command) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new BicepRun(process.ExitCode, await output, await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>The output of the compiler.</summary>
internal sealed record BicepRun(int ExitCode, string Output, string Errors);

using System.Diagnostics;

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>Publishes a project by the command of the README.</summary>
internal static class Publishing
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    /// <param name="project">The project's name.</param>
    /// <param name="options">What stands behind the README's command.</param>
    /// <returns>The folder of what was published.</returns>
    public static async Task<string> RunAsync(string project, params string[] options)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published", project);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var start = new ProcessStartInfo("dotnet", ["publish", $"src/{project}", "-c", "Release", "-o", folder, "-nodeReuse:false", .. options])
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{await output} {await errors}");
        return folder;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "FunctionsConnector.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}

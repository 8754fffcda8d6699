using System.Diagnostics;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>Publishes by the command of the README.</summary>
internal static class Publishing
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    /// <returns>The folder that has the executable.</returns>
    public static async Task<string> PublishAsync(string project, string name, bool isPublished)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published", name);
        if (Directory.Exists(folder))
        {
            if (isPublished)
            {
                return folder;
            }

            Directory.Delete(folder, recursive: true);
        }

        await Console.Error.WriteLineAsync($"Publishing {project}");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-nodeReuse:false"])
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            // `dotnet run` hands its own build's variables on, which would send this build to another SDK's files.
            start.Environment.Remove(inherited);
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published: {await output} {await errors}");
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "FunctionsConnector.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}

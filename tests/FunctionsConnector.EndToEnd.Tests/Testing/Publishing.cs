namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>Publishes a project with the command of the README.</summary>
internal static class Publishing
{
    /// <summary>Publishing uses the same folders of the shared projects, so it is sequential.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    /// <param name="project">The project's folder in the repository.</param>
    /// <returns>The publish folder.</returns>
    public static string FolderOf(string project) => Path.Combine(AppContext.BaseDirectory, "published", Path.GetFileName(project));

    /// <param name="project">The project's folder in the repository.</param>
    /// <param name="options">More options for the README's command.</param>
    /// <returns>The publish folder.</returns>
    public static async Task<string> RunAsync(string project, params string[] options)
    {
        var folder = FolderOf(project);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await DotnetAsync(["publish", project, "-c", "Release", "-o", folder, "-nodeReuse:false", .. options]);
        return folder;
    }

    /// <summary>Runs a command of the SDK in the root of the repository. The command must succeed.</summary>
    public static async Task DotnetAsync(IEnumerable<string> arguments)
    {
        await OneAtATime.WaitAsync();
        try
        {
            await NpmInstallation.RunAsync("dotnet", [.. arguments], Repository);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "FunctionsConnector.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>Publishes a project by the command of the README.</summary>
internal static class Publishing
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    /// <param name="project">The project's folder in the repository.</param>
    /// <returns>The folder that it is published to.</returns>
    public static string FolderOf(string project) => Path.Combine(AppContext.BaseDirectory, "published", Path.GetFileName(project));

    /// <param name="project">The project's folder in the repository.</param>
    /// <param name="options">More options for the README's command.</param>
    /// <returns>The folder of what was published.</returns>
    public static async Task<string> RunAsync(string project, params string[] options)
    {
        var folder = FolderOf(project);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await NpmInstallation.RunAsync("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-nodeReuse:false", .. options], Repository);
        return folder;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "FunctionsConnector.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}

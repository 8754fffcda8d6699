using System.Diagnostics;

[assembly: AssemblyFixture(typeof(FunctionsConnector.EndToEnd.Tests.Queues.PublishedApp))]

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The function app, published once per run by the command of the README, when the first test asks for it.</summary>
public sealed class PublishedApp
{
    /// <summary>Tests that publish the app again, which goes through the same folders: one after the other, and after this one.</summary>
    public const string OneAtATime = "publish the app";

    private readonly Lazy<Task<string>> _folder = new(PublishAsync);

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    /// <summary>The app's root.</summary>
    public Task<string> FolderAsync() => _folder.Value;

    private static async Task<string> PublishAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var start = new ProcessStartInfo("dotnet", ["publish", "src/FunctionsConnector", "-c", "Release", "-o", folder, "-nodeReuse:false"])
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

    private static string FindRepository(string folder) =>
        File.Exists(Path.Combine(folder, "FunctionsConnector.sln")) ? folder : FindRepository(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}

namespace FunctionsConnector.Actions.Tests.Conventions;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The projects below <c>src</c>. Their output folders are left out, because tools create projects there.</summary>
    public static IEnumerable<string> Projects => Directory.EnumerateDirectories(Path.Combine(Folder, "src"));

    /// <summary>The source files below <c>src</c>, without generated ones.</summary>
    public static IEnumerable<string> Sources => Projects
        .SelectMany(project => Directory.EnumerateFiles(project, "*.cs").Concat(
            Directory.EnumerateDirectories(project)
                .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))));

    public static string Relative(string file) => Path.GetRelativePath(Folder, file);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "FunctionsConnector.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}

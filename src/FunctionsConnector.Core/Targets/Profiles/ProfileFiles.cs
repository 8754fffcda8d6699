using System.Reflection;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Profiles.Reading;

namespace FunctionsConnector.Core.Targets.Profiles;

/// <summary>Finds the profile that the settings name: a built-in one, or a file.</summary>
internal static class ProfileFiles
{
    private const string Extension = ".json";
    private const string Prefix = "profiles/";

    private static readonly Assembly Core = typeof(ProfileFiles).Assembly;

    /// <summary>The names of the built-in profiles.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
        [.. Core.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The profile, or its problems as sentences.</summary>
    public static (Profile? Profile, IReadOnlyList<string> Problems) Load(string nameOrPath)
    {
        var (bytes, missing) = BuiltIn.FirstOrDefault(name => string.Equals(name, nameOrPath, StringComparison.OrdinalIgnoreCase)) is { } builtIn
            ? (BytesOf(builtIn), null)
            : ReadFile(nameOrPath);
        if (bytes is null)
        {
            return (null, [missing!]);
        }

        var (profile, problems) = ProfileReader.Read(bytes);
        return (profile, [.. problems.Select(problem => $"{problem}")]);
    }

    private static byte[] BytesOf(string builtIn)
    {
        using var stream = Core.GetManifestResourceStream($"{Prefix}{builtIn}{Extension}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static (byte[]? Bytes, string? Problem) ReadFile(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length > ProfileReader.LargestFile
                ? (null, $"{path} is larger than {ProfileReader.LargestFile} bytes. Describe one vendor in one file.")
                : (File.ReadAllBytes(path), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"'{path}' is neither a built-in profile ({string.Join(", ", BuiltIn)}) nor a file that can be read: {exception.Message}");
        }
    }
}

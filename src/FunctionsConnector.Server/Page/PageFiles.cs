using System.Collections.Frozen;

namespace FunctionsConnector.Server.Page;

/// <summary>The files of the page. They are resources of the executable, read at the first request for one.</summary>
internal static class PageFiles
{
    public const string Index = "index.html";

    private const string Prefix = "page/";

    private static readonly Lazy<FrozenDictionary<string, PageFile>> Files = new(Read);

    /// <summary>The file of this name; null where there is none.</summary>
    public static PageFile? Find(string name) => Files.Value.GetValueOrDefault(name);

    private static FrozenDictionary<string, PageFile> Read()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return new PageFile(ContentTypeOf(name), bytes);
            });
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"The media type of {name} is not known."),
    };
}

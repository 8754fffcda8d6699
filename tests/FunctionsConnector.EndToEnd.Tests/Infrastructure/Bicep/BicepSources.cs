using System.Text.Json;
using FunctionsConnector.EndToEnd.Tests.Testing;

[assembly: AssemblyFixture(typeof(FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep.BicepSources))]

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>All Bicep files of the repository, parsed once per run by a real grammar of Bicep.</summary>
public sealed class BicepSources
{
    private static readonly NpmInstallation Grammar = new(
        "bicep-grammar", Path.Combine("Infrastructure", "Bicep"), ["package.json", "package-lock.json", "parse.cjs"]);

    /// <summary>Trees are deep: each bracket and each operand is a level or two.</summary>
    private static readonly JsonSerializerOptions Deep = new(JsonSerializerDefaults.Web) { MaxDepth = 512 };

    private readonly Lazy<Task<IReadOnlyDictionary<string, BicepSource>>> _files = new(ParseAsync);

    /// <summary>The folder of the infrastructure.</summary>
    public static string Folder { get; } = Path.Combine(Publishing.Repository, "infra");

    /// <summary>The files by their full paths.</summary>
    internal Task<IReadOnlyDictionary<string, BicepSource>> FilesAsync() => _files.Value;

    internal static async Task<IReadOnlyDictionary<string, BicepSource>> ParseAsync(params IEnumerable<string> files)
    {
        var output = await NpmInstallation.RunAsync("node", ["parse.cjs", .. files], await Grammar.InstallAsync());
        var parsed = JsonSerializer.Deserialize<Dictionary<string, BicepSource>>(output, Deep)!;
        return parsed.ToDictionary(file => file.Key, file => file.Value with { Tree = file.Value.Tree.Mended() });
    }

    private static Task<IReadOnlyDictionary<string, BicepSource>> ParseAsync() =>
        ParseAsync(Directory.EnumerateFiles(Folder, "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
}

/// <summary>A parsed Bicep file.</summary>
/// <param name="Tree">Its syntax tree.</param>
/// <param name="Errors">Where it is no Bicep.</param>
internal sealed record BicepSource(BicepNode Tree, IReadOnlyList<string> Errors);

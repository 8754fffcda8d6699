using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Conventions;

/// <summary>Conventions of the source and the documents that no analyzer checks.</summary>
public sealed partial class ConventionTests
{
    /// <summary>Metaphors and inversions. The field has a term for each.</summary>
    private static readonly string[] ForbiddenPhrases =
    [
        "mend", "mended", "mending", "anew", "made anew", "rehearse", "rehearsal", "doorkeeper", "take along", "taken along", "travel together",
        "travelled together", "goes alone", "go alone", "in vain", "is told of", "are told of", "who has the turn", "whose turn", "take turns",
        "wait in turn", "companions", "put back", "put-back", "worth telling", "in trouble", "a yes of", "a no of", "hear of it",
        "keeps to four messages",
    ];

    // A comment may break a phrase into two lines.
    private static readonly Regex Forbidden = new(
        $@"\b({string.Join('|', ForbiddenPhrases.Select(phrase => Regex.Escape(phrase).Replace(@"\ ", @"[\s/]+", StringComparison.Ordinal)))})\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [Fact]
    public void No_text_contains_a_forbidden_phrase()
    {
        var texts = Texts.ToList();

        texts.Count.ShouldBeGreaterThan(100);
        texts.SelectMany(file => FindingsIn(File.ReadAllText(file)).Select(finding => $"{Repository.Relative(file)}:{finding}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("First\nMend it.", "2: Mend")]
    [InlineData("/// is not taken\n    /// along.", "1: taken along")]
    [InlineData("an amended company, string.Join, a place, look up")]
    public void A_phrase_is_found_as_whole_words(string text, params string[] findings) => FindingsIn(text).ShouldBe(findings);

    [Fact]
    public void Each_source_file_has_at_most_one_public_type() =>
        Repository.Sources.Where(file => PublicType().Count(File.ReadAllText(file)) > 1).Select(Repository.Relative).ShouldBeEmpty();

    [Theory]
    [InlineData("public sealed record One(int Number);\n\n[Flags]\npublic enum Two\n{\n}\n", 2)]
    [InlineData("public static partial class One\n{\n    public sealed class Nested;\n}\n\ninternal sealed class Two;\n", 1)]
    public void Top_level_public_types_are_counted(string source, int count) => PublicType().Count(source).ShouldBe(count);

    /// <summary>A released definition is a record of a release and is not edited.</summary>
    private static IEnumerable<string> Texts =>
    [
        .. Repository.Sources,
        .. FilesBelow("docs", "*.md"),
        .. FilesBelow("connector-definition", "*.md"),
        .. FilesBelow("connector-definition", "*.json").Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "released"),
        Path.Combine(Repository.Folder, "README.md"),
        Path.Combine(Repository.Folder, "CHANGELOG.md"),
    ];

    private static IEnumerable<string> FilesBelow(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Folder, folder), pattern, SearchOption.AllDirectories);

    private static IEnumerable<string> FindingsIn(string text) => Forbidden.Matches(text)
        .Select(match => $"{1 + text.AsSpan(0, match.Index).Count('\n')}: {Regex.Replace(match.Value, @"[\s/]+", " ")}");

    [GeneratedRegex(@"^public (\w+ )*(class|record|struct|interface|enum|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}

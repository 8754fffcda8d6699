using System.Text.RegularExpressions;
using FunctionsConnector.Actions.Tests.Conventions;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Documents;

/// <summary>The documents are complete, and their links are valid.</summary>
public sealed partial class DocumentTests
{
    private const string Operations = "docs/operations.md";

    private static readonly string[] Folders = [".", "connector-definition", "samples"];

    public static TheoryData<string> Codes => [.. FailureCode.All.Keys];

    public static TheoryData<string> Documents =>
    [
        .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Folder, folder), "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Folder, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Repository.Relative(path)),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_failure_code_is_explained_and_has_a_runbook(string code)
    {
        Rows("docs/failures.md").ShouldContain(row => Regex.IsMatch(row, $@"\b{code}\b"), $"the meaning of {code}");
        Rows(Operations).ShouldContain(row => row.Contains($"`{code}`", StringComparison.Ordinal), $"the runbook of {code}");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_file_and_heading_that_a_document_links_to_exists(string document)
    {
        var path = Path.Combine(Repository.Folder, document);
        foreach (Match link in Link().Matches(File.ReadAllText(path)))
        {
            var (file, heading) = (link.Groups["path"].Value, link.Groups["heading"]);
            var target = file.Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, file);
            (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue(link.Value);
            if (heading.Success)
            {
                Headings(target).ShouldContain(heading.Value, link.Value);
            }
        }
    }

    private static IEnumerable<string> Rows(string document) => File.ReadLines(Path.Combine(Repository.Folder, document)).Where(line => line.StartsWith('|'));

    /// <summary>GitHub's anchors of headings: lower case, dashes for blanks, no punctuation.</summary>
    private static IEnumerable<string> Headings(string path) => File.ReadLines(path)
        .Where(line => line.StartsWith('#'))
        .Select(line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<path>[^)#:\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}

using System.Text.RegularExpressions;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Documents;

/// <summary>The guide for operators leaves nothing out.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Folder = Path.Combine(FindRepository(AppContext.BaseDirectory), "docs");
    private static readonly string Guide = File.ReadAllText(Path.Combine(Folder, "operations.md"));

    public static TheoryData<string> Codes => [.. FailureCode.All.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void There_is_something_to_do_about_each_failure_code(string code) =>
        Guide.Split('\n').ShouldContain(line => line.StartsWith('|') && line.Contains($"`{code}`", StringComparison.Ordinal), $"the runbook of {code}");

    [Fact]
    public void Each_file_that_it_names_is_there()
    {
        foreach (Match link in Link().Matches(Guide))
        {
            var path = Path.Combine(Folder, link.Groups["path"].Value);
            (File.Exists(path) || Directory.Exists(path)).ShouldBeTrue(link.Value);
        }
    }

    private static string FindRepository(string folder) =>
        File.Exists(Path.Combine(folder, "FunctionsConnector.sln")) ? folder : FindRepository(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}

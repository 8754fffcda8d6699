using System.Text.RegularExpressions;

namespace FunctionsConnector.EndToEnd.Tests;

/// <summary>The tests that SECURITY.md names exist.</summary>
public partial class SecurityDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Publishing.Repository, "SECURITY.md"));

    private static readonly string[] Sources =
        [.. Directory.EnumerateFiles(Path.Combine(Publishing.Repository, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

    public static TheoryData<string> Named => [.. TestName().Matches(Document).Select(match => match.Groups[1].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Named))]
    public void Every_named_test_exists(string name)
    {
        var parts = name.Split('.');

        Sources.Any(source => Regex.IsMatch(source, $@"class {parts[0]}\b") && (parts.Length == 1 || Regex.IsMatch(source, $@"public (async )?(Task|void) {parts[1]}\(")))
            .ShouldBeTrue($"SECURITY.md names {name}");
    }

    [Fact]
    public void Every_threat_names_a_test()
    {
        var threats = Document[..Document.IndexOf("### Dependencies", StringComparison.Ordinal)].Split('\n')
            .Where(line => line.StartsWith('|') && !line.StartsWith("| threat", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .ToList();

        threats.Count.ShouldBeGreaterThan(20);
        threats.Where(line => !TestName().IsMatch(line)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`(\w+Tests(\.\w+)?)`")]
    private static partial Regex TestName();
}

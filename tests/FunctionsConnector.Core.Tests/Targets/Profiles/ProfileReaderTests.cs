using FunctionsConnector.Core.Targets.Profiles;
using FunctionsConnector.Core.Targets.Profiles.Reading;
using Json.Schema;

namespace FunctionsConnector.Core.Tests.Targets.Profiles;

/// <summary>The reader of profiles, and the published schema beside it.</summary>
public class ProfileReaderTests
{
    private static readonly JsonSchema Schema =
        JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Targets", "Profiles", "profile.schema.json")));

    public static TheoryData<int> Broken => [.. Enumerable.Range(0, BrokenProfiles.All.Count)];

    public static TheoryData<string> BuiltIn => [.. ProfileFiles.BuiltIn];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_profile_is_refused_with_the_place_and_the_fix(int row)
    {
        var broken = BrokenProfiles.All[row];

        var (profile, problems) = Read(broken.Text);

        profile.ShouldBeNull();
        problems.ShouldContain(problem => problem.Pointer == broken.Problem && problem.Text.Contains(broken.Says, StringComparison.Ordinal), $"{broken}: {string.Join(" | ", problems)}");
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void The_schema_refuses_what_the_reader_refuses(int row)
    {
        var broken = BrokenProfiles.All[row];

        IsValid(broken.Text).ShouldBe(broken.IsBeyondSchema, broken.ToString());
    }

    [Fact]
    public void A_valid_profile_is_accepted_by_both()
    {
        Read(BrokenProfile.Valid).Problems.ShouldBeEmpty();
        IsValid(BrokenProfile.Valid).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void A_built_in_profile_is_accepted_by_both(string name)
    {
        ProfileFiles.Load(name).Problems.ShouldBeEmpty();
        using var stream = typeof(ProfileFiles).Assembly.GetManifestResourceStream($"profiles/{name}.json")!;
        using var reader = new StreamReader(stream);
        IsValid(reader.ReadToEnd()).ShouldBeTrue();
    }

    [Fact]
    public void The_example_of_the_documentation_is_accepted_by_both()
    {
        var example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Targets", "Profiles", "README.md")).Split("```js")[1].Split("```")[0];

        Read(example).Problems.ShouldBeEmpty();
        IsValid(example).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void A_built_in_profile_has_a_page(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Targets", "Profiles", "README.md")).ShouldContain($"| `{name}` |");

    [Fact]
    public void Every_problem_of_a_file_is_reported_at_once()
    {
        var text = BrokenProfile.Valid
            .Replace("\"PATCH\"", "\"DELETE\"", StringComparison.Ordinal)
            .Replace("\"digits\"", "\"number\"", StringComparison.Ordinal)
            .Replace("\"v1/me\"", "\"/v1/me\"", StringComparison.Ordinal);

        Read(text).Problems.Select(problem => problem.Pointer).ShouldBe(["/connection", "/recordId", "/update/method"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"format":1,"format":1}""", "has a member twice")]
    [InlineData("""{"vendor":"\ud800"}""", "not valid Unicode")]
    public void A_file_that_is_no_profile_is_refused(string text, string says) => Read(text).Problems.ShouldHaveSingleItem().Text.ShouldContain(says);

    [Fact]
    public void A_file_that_is_too_large_or_nested_too_deeply_is_refused()
    {
        ProfileReader.Read(new byte[ProfileReader.LargestFile + 1]).Problems.ShouldHaveSingleItem().Text.ShouldContain("larger than");
        Read(new string('[', 40) + new string(']', 40)).Problems.ShouldHaveSingleItem().Text.ShouldContain("nested too deeply");
    }

    private static (object? Profile, IReadOnlyList<ProfileProblem> Problems) Read(string text) => ProfileReader.Read(Encoding.UTF8.GetBytes(text));

    private static bool IsValid(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Schema.Evaluate(document.RootElement).IsValid;
    }
}

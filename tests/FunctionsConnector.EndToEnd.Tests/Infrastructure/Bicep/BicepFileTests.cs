namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>The Bicep files are Bicep, and what reads them here would see it if they were not.</summary>
public sealed class BicepFileTests(BicepSources sources)
{
    [Fact]
    public async Task Every_file_parses()
    {
        var files = await sources.FilesAsync();

        files.Count.ShouldBeGreaterThan(5);
        files.SelectMany(file => file.Value.Errors.Select(error => $"{Path.GetRelativePath(BicepSources.Folder, file.Key)} {error}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("param x string =")]
    [InlineData("var x = {\n  a 1\n}")]
    [InlineData("resource x 'A/b@2024-01-01' { name: 'x' }")]
    [InlineData("var x = 'never ended")]
    public async Task What_is_no_Bicep_is_seen(string text) => (await ParseAsync(text)).Errors.ShouldNotBeEmpty();

    [Theory]
    [InlineData("var x = y")]
    [InlineData("module x './other.bicep' = {\n  name: 'x'\n  params: {}\n}")]
    [InlineData("param x string")]
    [InlineData("var x = y\nvar y = x")]
    [InlineData("var x = { a: 1 }\nvar y = x.b")]
    [InlineData("var x = 1\nvar x = 2")]
    public async Task What_the_compiler_would_refuse_is_refused(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.bicep");
        var source = await ParseAsync(text);

        source.Errors.ShouldBeEmpty();
        Should.Throw<Exception>(() => new Template(new Dictionary<string, BicepSource> { [file] = source }, file, []).Deploy());
    }

    [Theory]
    [InlineData("map([{ n: 'a' }, { n: 'b' }], x => x.n)", """["a","b"]""")]
    [InlineData("filter(['a', 'b'], x => x == 'b')", """["b"]""")]
    [InlineData("filter(['a', ''], x => !empty(x))", """["a"]""")]
    [InlineData("map(items({ b: 1, a: true }), x => '${x.key}-${string(x.value)}')", """["a-True","b-1"]""")]
    [InlineData("map(range(0, 2), i => ['p', 'q'][i])", """["p","q"]""")]
    [InlineData("union({ a: { b: 1 } }, { a: { c: 2 } })", """{"a":{"b":1,"c":2}}""")]
    [InlineData("[\n  union({ a: 1 }, {})\n  join(['a', 'b'], ',')\n]", """[{"a":1},"a,b"]""")]
    [InlineData("empty('') ? 'none' : 'some'", "\"none\"")]
    public async Task Expressions_have_the_values_that_Bicep_gives_them(string expression, string value)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.bicep");
        var (_, outputs) = new Template(new Dictionary<string, BicepSource> { [file] = await ParseAsync($"output x object = {expression}") }, file, []).Deploy();

        outputs["x"]!.ToJsonString().ShouldBe(value);
    }

    private static async Task<BicepSource> ParseAsync(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.bicep");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        try
        {
            return (await BicepSources.ParseAsync(file))[file];
        }
        finally
        {
            File.Delete(file);
        }
    }
}

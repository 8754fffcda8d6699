namespace FunctionsConnector.Actions.Tests.Conventions;

/// <summary>The product has one name for people, wherever they meet it. The code and the executable are called FunctionsConnector.</summary>
public sealed class ProductNameTests
{
    private const string Name = ProductName.Text;

    [Fact]
    public void The_title_of_the_definition_is_the_name() => ConnectorFiles.Read().Definition["info"]!["title"]!.GetValue<string>().ShouldBe(Name);

    [Theory]
    [InlineData("README.md", $"# {Name}\n")]
    [InlineData("connector-definition/readme.md", $"# {Name}\n")]
    [InlineData("Directory.Build.props", $"<Product>{Name}</Product>")]
    [InlineData("src/FunctionsConnector.Server/FunctionsConnector.Server.csproj", "<ContainerTitle>$(Product)</ContainerTitle>")]
    [InlineData("src/FunctionsConnector.Server/Page/Files/index.html", $"<title>{Name}</title>")]
    [InlineData("src/FunctionsConnector.Server/Page/Files/index.html", $"<h1>{Name}</h1>")]
    [InlineData("infra/modules/alerts.bicep", $"displayName: '{Name}: ")]
    public void It_is_called_by_the_name(string file, string text) =>
        File.ReadAllText(Path.Combine(Repository.Folder, file)).ReplaceLineEndings("\n").ShouldContain(text);

    [Theory]
    [InlineData("infra/modules/alerts.bicep", "displayName: 'FunctionsConnector")]
    [InlineData("README.md", "# FunctionsConnector")]
    [InlineData("src/FunctionsConnector.Server/Page/Files/index.html", "FunctionsConnector")]
    public void It_is_called_by_no_other_name(string file, string text) =>
        File.ReadAllText(Path.Combine(Repository.Folder, file)).ShouldNotContain(text, Case.Sensitive);
}

using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>The Bicep files compile.</summary>
public sealed class BicepFileTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Settings of the connector that are no parameters of a deployment to Azure, with the reason.</summary>
    private static readonly Dictionary<string, string> NoParameters = new()
    {
        ["Systems:teamdynamix:DiscoveryUrl"] = "TeamDynamix has none",
        ["Systems:profile:ServerTimeZone"] = "a profile reads and writes instants in UTC",
        ["Systems:autotask:ServerTimeZone"] = "Autotask has no days of a server",
        ["Systems:profile:DiscoveryUrl"] = "a profile has nothing to discover",
        ["Connector:ApiKeys"] = "the parameter apiKeys",
        ["Connector:Contact"] = "its settings are parameters",
        ["Connector:Entra"] = "the parameter entra",
        ["Connector:EntraCallers"] = "the parameter entraCallers",
        ["Coordination:ServiceUri"] = "the table of the deployment",
        ["Coordination:Connection"] = "the account of the deployment has no keys",
        ["KeyVault:Uri"] = "the vault of the deployment",
        ["KeyVault:Credential"] = "the identity of the deployment",
        ["KeyVault:ClientId"] = "the identity of the deployment",
    };

    [Fact]
    public async Task The_files_compile_without_a_warning()
    {
        using var compiler = new BicepCompiler();

        (await compiler.RunAsync(AzureDeployment.Environment, "build-params", "main.bicepparam", "--stdout")).Errors.ShouldBeEmpty();
        (await compiler.RunAsync(NoVariables, "lint", "--pattern", "**/*.bicep")).ShouldBe(new BicepRun(0, string.Empty, string.Empty));
    }

    [Fact]
    public async Task The_files_are_formatted()
    {
        using var compiler = new BicepCompiler();
        var texts = BicepCompiler.Files.ToDictionary(file => file, file => File.ReadAllText(compiler.InCopy(file)));
        texts.Count.ShouldBeGreaterThan(5);

        (await compiler.RunAsync(NoVariables, "format", "--pattern", "**/*.bicep*")).Errors.ShouldBeEmpty();

        texts.Where(file => File.ReadAllText(compiler.InCopy(file.Key)) != file.Value).Select(file => file.Key).ShouldBeEmpty("run bicep format on these");
    }

    [Fact]
    public async Task A_misspelt_or_missing_setting_is_a_compile_error()
    {
        using var compiler = new BicepCompiler();
        await File.WriteAllTextAsync(
            compiler.InCopy("wrong.bicepparam"),
            """
            using './main.bicep'
            param environmentName = 'a'
            param location = 'westeurope'
            param systems = {
              one: { Kind: 'Autotask', MaxConcurency: 1, Secrets: { UserName: 'u', Secret: 's', IntegrationCode: 'i' } }
              two: { Kind: 'Autotask', Secrets: { UserName: 'u', Secret: 's', IntegratonCode: 'i' } }
              three: { Kind: 'TeamDynamics', Secrets: {} }
              four: { Kind: 'TeamDynamix', Secrets: { BeId: 'b', WebServicesKey: 'k' } }
              five: { Kind: 'Autotask', CallsPerMinute: '22', Secrets: { UserName: 'u', Secret: 's', IntegrationCode: 'i' } }
            }
            param apiKeys = [{ Name: 'flows', Secret: 's', System: ['*'] }]
            param otherSettings = { Connector__RequestTimout: '00:00:30' }
            """,
            TestContext.Current.CancellationToken);

        var run = await compiler.RunAsync(NoVariables, "build-params", "wrong.bicepparam", "--stdout");

        run.ExitCode.ShouldBe(1);
        foreach (var problem in new[] { "\"MaxConcurency\"", "\"IntegratonCode\"", "'TeamDynamics'", "\"BaseUrl\"", "'22'", "\"System\"", "\"Connector__RequestTimout\"" })
        {
            run.Errors.Split('\n').ShouldContain(line => line.Contains(": Error ", StringComparison.Ordinal) && line.Contains(problem, StringComparison.Ordinal), problem);
        }
    }

    [Fact]
    public async Task The_parameter_types_have_exactly_the_connectors_settings()
    {
        using var compiler = new BicepCompiler();
        var run = await compiler.RunAsync(NoVariables, "build", "main.bicep", "--stdout");
        var types = JsonNode.Parse(run.Output)!["definitions"]!.AsObject().ToDictionary(type => type.Key.Split('.')[^1], type => type.Value!["properties"]?.AsObject());
        IEnumerable<string> Of(string type, string section) => types[type]!.Select(property => $"{section}{property.Key.Replace("__", ":", StringComparison.Ordinal)}");

        Of("autotaskType", "Systems:autotask:").Concat(Of("teamDynamixType", "Systems:teamdynamix:")).Concat(Of("profileType", "Systems:profile:")).Concat(Of("apiKeyType", "Connector:ApiKeys:0:"))
            .Concat(Of("entraType", "Connector:Entra:")).Concat(Of("entraCallerType", "Connector:EntraCallers:0:"))
            .Concat(Of("otherSettingsType", string.Empty).Where(name => !name.StartsWith("OTEL_", StringComparison.Ordinal)))
            .ShouldBe(Known("Systems:autotask", "Systems:teamdynamix", "Systems:profile", "Connector:ApiKeys:0", "Connector:Entra", "Connector:EntraCallers:0", "Connector:Contact", "Connector", "Coordination", "KeyVault").Except(NoParameters.Keys), ignoreOrder: true);
    }

    /// <summary>The settings of sections, from the message of the connector for an unknown setting.</summary>
    private static IEnumerable<string> Known(params string[] sections)
    {
        var settings = sections.ToDictionary(section => $"{section}:Unknown", string? (_) => "x");
        (settings["Systems:autotask:Kind"], settings["Systems:teamdynamix:Kind"], settings["Systems:profile:Kind"]) = ("Autotask", "TeamDynamix", "Profile");
        var problems = Should.Throw<BadSettingsException>(() => EnvironmentSettings.Read(settings)).Problems;
        return sections.SelectMany(section => problems.Single(problem => problem.Setting == $"{section}:Unknown").Text.Split("there are ")[1].TrimEnd('.')
            .Split(", ").Select(name => $"{section}:{name}"));
    }
}

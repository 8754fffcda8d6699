using YamlDotNet.RepresentationModel;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>The target of a deployment with <c>azd</c>, and the script after it.</summary>
public sealed class DeploymentTests
{
    private const string App = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/app";

    private static readonly YamlNode Azd = Yaml();

    [Fact]
    public async Task Azd_deploys_the_function_app_to_the_templates_site()
    {
        var service = ((YamlMappingNode)Azd["services"]).ShouldHaveSingleItem();

        (service.Value["host"].ToString(), service.Value["language"].ToString()).ShouldBe(("function", "dotnet"));
        Directory.EnumerateFiles(Path.Combine(Publishing.Repository, service.Value["project"].ToString()), "*.csproj").ShouldHaveSingleItem();
        (await AzureDeployment.Plain).Only("Microsoft.Web/sites").Text("tags.azd-service-name").ShouldBe(service.Key.ToString());
        File.Exists(Path.Combine(Publishing.Repository, Azd["infra"]["path"].ToString(), $"{Azd["infra"]["module"]}.bicepparam")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deployment_ends_when_the_platform_lists_the_functions()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var calls = Path.Combine(folder.FullName, "calls");
            // Replaces the Azure CLI. It lists the functions only after the synchronisation of their triggers.
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "az"),
                $"""
                #!/bin/sh
                echo "$*" >> {calls}
                case "$*" in
                  *"method get"*) if grep -q /host/default/sync {calls}; then echo app/UpdateFromQueue; else echo app/WarmUp; fi ;;
                esac
                """,
                TestContext.Current.CancellationToken);
            await NpmInstallation.RunAsync("chmod", ["+x", Path.Combine(folder.FullName, "az")], folder.FullName, TestContext.Current.CancellationToken);

            await NpmInstallation.RunAsync(
                "env",
                [
                    $"PATH={folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}", "AZURE_SUBSCRIPTION_ID=s", "AZURE_RESOURCE_GROUP=g", "FUNCTION_APP_NAME=app",
                    "AWAIT_SECONDS=0", "AWAIT_TRIES=3", "sh", Azd["hooks"]["postdeploy"]["posix"]["run"].ToString(),
                ],
                Publishing.Repository,
                TestContext.Current.CancellationToken);

            (await File.ReadAllLinesAsync(calls, TestContext.Current.CancellationToken)).ShouldBe(
            [
                $"rest --method get --url {App}/functions?api-version=2024-04-01 --query value[].name --output tsv",
                $"rest --method post --url {App}/host/default/sync?api-version=2024-04-01 --output none",
                $"rest --method get --url {App}/functions?api-version=2024-04-01 --query value[].name --output tsv",
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static YamlNode Yaml()
    {
        using var reader = new StreamReader(Path.Combine(Publishing.Repository, "azure.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return yaml.Documents.Single().RootNode;
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;
using FunctionsConnector.EndToEnd.Tests.Testing;
using YamlDotNet.RepresentationModel;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>What <c>azd up</c> deploys is the published app, with the executable bit.</summary>
[Collection(PublishedApp.OneAtATime)]
public sealed class PackageTests(PublishedApp app)
{
    private const int ExecutableByAll = 0b001_001_001;

    [Fact]
    public async Task The_package_is_the_published_app()
    {
        var published = await app.FolderAsync();
        var azure = Yaml("azure.yaml");
        var package = azure["hooks"]["preprovision"]["run"].ToString();
        var deploy = azure["hooks"]["postprovision"]["run"].ToString();
        var folder = Path.Combine(AppContext.BaseDirectory, "package");

        await NpmInstallation.RunAsync("sh", [package, folder], PublishedApp.Repository);

        await using var zip = await ZipFile.OpenReadAsync(Path.Combine(folder, "app.zip"), TestContext.Current.CancellationToken);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(
            Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(published, file)), ignoreOrder: true);
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal) || entry.Name.StartsWith("FunctionsConnector", StringComparison.Ordinal)))
        {
            await using var content = await entry.OpenAsync(TestContext.Current.CancellationToken);
            var hash = await SHA256.HashDataAsync(content, TestContext.Current.CancellationToken);
            hash.ShouldBe(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(published, entry.FullName), TestContext.Current.CancellationToken)), entry.FullName);
        }

        var executable = zip.GetEntry(HostSettings.Read(published, new Dictionary<string, string?>()).Executable)!;
        ((executable.ExternalAttributes >> 16) & ExecutableByAll).ShouldBe(ExecutableByAll);
        File.ReadAllText(Path.Combine(PublishedApp.Repository, deploy)).ShouldContain("artifacts/azure/app.zip");
        File.ReadAllText(Path.Combine(PublishedApp.Repository, package)).ShouldContain("artifacts/azure}");
    }

    [Fact]
    public async Task Deploying_ends_when_the_platform_knows_the_functions()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var calls = Path.Combine(folder.FullName, "calls");
            // Plays the Azure CLI, which lists the functions of the queue only after their triggers were synchronised.
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "az"),
                $"""
                #!/bin/sh
                echo "$*" >> {calls}
                case "$*" in
                  *"function list"*) if grep -q /host/default/sync {calls}; then echo app/UpdateFromQueue; else echo app/WarmUp; fi ;;
                  "functionapp show"*) echo /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/app ;;
                esac
                """,
                TestContext.Current.CancellationToken);
            await NpmInstallation.RunAsync("chmod", ["+x", Path.Combine(folder.FullName, "az")], folder.FullName);

            await NpmInstallation.RunAsync(
                "env",
                [
                    $"PATH={folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}", "AZURE_RESOURCE_GROUP=group", "FUNCTION_APP_NAME=app", "DEPLOY_WAIT=0", "DEPLOY_TRIES=3",
                    "sh", Yaml("azure.yaml")["hooks"]["postprovision"]["run"].ToString(),
                ],
                PublishedApp.Repository);

            (await File.ReadAllLinesAsync(calls, TestContext.Current.CancellationToken)).ShouldBe(
            [
                "functionapp deployment source config-zip --resource-group group --name app --src artifacts/azure/app.zip --output none",
                "functionapp show --resource-group group --name app --query id --output tsv",
                "functionapp function list --resource-group group --name app --query [].name --output tsv",
                "rest --method post --url /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/app/host/default/sync?api-version=2024-04-01 --output none",
                "functionapp function list --resource-group group --name app --query [].name --output tsv",
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Azd_only_provisions_because_its_own_zip_would_lose_the_executable_bit()
    {
        var azure = Yaml("azure.yaml");

        azure.Children.Keys.Select(key => key.ToString()).ShouldNotContain("services");
        ((YamlSequenceNode)azure["workflows"]["up"]["steps"]).Select(step => step["azd"].ToString()).ShouldBe(["provision"]);
        File.Exists(Path.Combine(PublishedApp.Repository, azure["infra"]["path"].ToString(), $"{azure["infra"]["module"]}.bicep")).ShouldBeTrue();
    }

    private static YamlMappingNode Yaml(string file)
    {
        using var reader = new StreamReader(Path.Combine(PublishedApp.Repository, file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using FunctionsConnector.EndToEnd.Tests.Infrastructure.Kubernetes;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Containers;

/// <summary>The image that the .NET SDK builds: the published app with an unprivileged user.</summary>
public sealed class ContainerImageTests(PublishedServer server)
{
    private const int ExecutableByAll = 0b001_001_001;

    [Fact]
    public async Task The_image_runs_the_published_app_as_an_unprivileged_user_on_the_port_of_the_pod()
    {
        var published = await server.FolderAsync();
        var archive = Path.Combine(AppContext.BaseDirectory, "image.tar");
        await using (var registry = await BaseImageRegistry.StartAsync())
        {
            await Publishing.DotnetAsync(
                ["publish", "src/FunctionsConnector.Server", "-c", "Release", "-t:PublishContainer", $"-p:ContainerBaseImage={registry.Image}", $"-p:ContainerArchiveOutputPath={archive}", "-nodeReuse:false"]);
        }

        await using var stream = File.OpenRead(archive);
        var files = await ReadTarAsync(stream);
        var image = JsonNode.Parse(files["manifest.json"].Content)![0]!;
        var config = JsonNode.Parse(files[image["Config"]!.GetValue<string>()].Content)!["config"]!;
        await using var layer = new GZipStream(new MemoryStream(files[image["Layers"]!.AsArray()[^1]!.GetValue<string>()].Content), CompressionMode.Decompress);
        var top = await ReadTarAsync(layer);

        config["User"]!.GetValue<string>().ShouldBe("1654");
        config["Entrypoint"]!.ToJsonString().ShouldBe("""["/app/functions-connector"]""");
        config["ExposedPorts"]!.AsObject().Select(port => port.Key).ShouldBe(["8080/tcp"]);
        config["Env"]!.AsArray().Select(variable => variable!.GetValue<string>()).ShouldContain("ASPNETCORE_URLS=http://0.0.0.0:8080");
        Manifests.Settings["ASPNETCORE_URLS"].ShouldBe("http://0.0.0.0:8080");
        config["Labels"]!["org.opencontainers.image.title"]!.GetValue<string>().ShouldBe("Record Field Updater");
        top.Where(file => file.Value.Type is TarEntryType.RegularFile or TarEntryType.V7RegularFile).Select(file => file.Key).ShouldBe(
            Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories).Select(file => $"app/{Path.GetRelativePath(published, file)}"), ignoreOrder: true);
        ((int)top["app/functions-connector"].Mode & ExecutableByAll).ShouldBe(ExecutableByAll);
    }

    [Fact]
    public async Task The_base_image_has_neither_a_runtime_nor_a_shell()
    {
        var image = await NpmInstallation.RunAsync("dotnet", ["msbuild", "src/FunctionsConnector.Server", "-getProperty:ContainerBaseImage"], Publishing.Repository, TestContext.Current.CancellationToken);

        image.Trim().ShouldBe("mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra");
    }

    private static async Task<Dictionary<string, TarFile>> ReadTarAsync(Stream stream)
    {
        await using var tar = new TarReader(stream);
        var files = new Dictionary<string, TarFile>();
        while (await tar.GetNextEntryAsync(copyData: false, TestContext.Current.CancellationToken) is { } entry)
        {
            using var content = new MemoryStream();
            if (entry.DataStream is { } data)
            {
                await data.CopyToAsync(content, TestContext.Current.CancellationToken);
            }

            files[entry.Name.TrimStart('/')] = new TarFile(entry.EntryType, entry.Mode, content.ToArray());
        }

        return files;
    }

    private sealed record TarFile(TarEntryType Type, UnixFileMode Mode, byte[] Content);
}

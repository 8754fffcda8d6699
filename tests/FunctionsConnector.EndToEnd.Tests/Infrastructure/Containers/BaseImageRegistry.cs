using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Containers;

/// <summary>
/// A local registry of container images (OCI distribution specification) with one empty image. The tests need only the layers above it,
/// so they do not download the real base image.
/// </summary>
internal sealed class BaseImageRegistry : IAsyncDisposable
{
    private const string Manifest = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly WebApplication _app;

    private BaseImageRegistry(WebApplication app) => _app = app;

    public string Image => $"localhost:{new Uri(_app.Urls.Single()).Port}/dotnet/runtime-deps:10.0";

    public static async Task<BaseImageRegistry> StartAsync()
    {
        var layer = EmptyTar();
        var zipped = Zip(layer);
        var config = Bytes(new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject { ["Env"] = new JsonArray("PATH=/usr/bin") },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(Digest(layer)) },
            ["history"] = new JsonArray(new JsonObject { ["created_by"] = "a test" }),
        });
        var manifest = Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Manifest,
            ["config"] = Descriptor("application/vnd.docker.container.image.v1+json", config),
            ["layers"] = new JsonArray(Descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", zipped)),
        });

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/v2/", () => Results.Ok());
        app.MapMethods("/v2/dotnet/runtime-deps/manifests/{reference}", ["GET", "HEAD"], () => Results.Bytes(manifest, Manifest));
        app.MapMethods("/v2/dotnet/runtime-deps/blobs/{digest}", ["GET", "HEAD"], (string digest) => digest == Digest(config)
            ? Results.Bytes(config, "application/vnd.docker.container.image.v1+json")
            : digest == Digest(zipped) ? Results.Bytes(zipped, "application/octet-stream") : Results.NotFound());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new BaseImageRegistry(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static byte[] EmptyTar()
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "etc/"));
        }

        return stream.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            zip.Write(content);
        }

        return stream.ToArray();
    }

    private static byte[] Bytes(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static JsonObject Descriptor(string type, byte[] content) => new() { ["mediaType"] = type, ["size"] = content.Length, ["digest"] = Digest(content) };
}

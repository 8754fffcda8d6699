using YamlDotNet.Serialization;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Kubernetes;

/// <summary>The manifests that <c>kubectl apply -k infra/kubernetes</c> applies.</summary>
internal static class Manifests
{
    public static readonly string Folder = Path.Combine(Publishing.Repository, "infra", "kubernetes");

    private static readonly NpmInstallation Schemas = new(
        "kubernetes-schemas", Path.Combine("Infrastructure", "Kubernetes"), ["package.json", "package-lock.json", "validate.cjs"]);

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static JsonObject Kustomization { get; } = Read("kustomization.yaml").Single();

    public static IReadOnlyList<JsonObject> All { get; } = [.. Kustomization["resources"]!.AsArray().SelectMany(file => Read(file!.GetValue<string>()))];

    /// <summary>The settings of the connector from its environment.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = File.ReadLines(Path.Combine(Folder, "settings.env"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => (string?)line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    public static JsonObject Only(string kind) => All.Where(manifest => manifest["kind"]!.GetValue<string>() == kind).ShouldHaveSingleItem();

    /// <summary>The violations of the schemas of Kubernetes and KEDA.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsOfAsync(IEnumerable<JsonObject> manifests)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, new JsonArray([.. manifests.Select(manifest => manifest.DeepClone())]).ToJsonString(), TestContext.Current.CancellationToken);
        try
        {
            return JsonSerializer.Deserialize<List<string>>(await NpmInstallation.RunAsync("node", ["validate.cjs", file], await Schemas.InstallAsync()))!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<JsonObject> Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).Split("\n---\n")
        .Select(document => Json(Yaml.Deserialize(document))!.AsObject());

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        IDictionary<object, object?> properties => new JsonObject(properties.Select(property => KeyValuePair.Create((string)property.Key, Json(property.Value)))),
        IEnumerable<object?> items => new JsonArray([.. items.Select(Json)]),
        string text => JsonValue.Create(text),
        bool boolean => JsonValue.Create(boolean),
        _ => JsonValue.Create(Convert.ToInt32(value, CultureInfo.InvariantCulture)),
    };
}

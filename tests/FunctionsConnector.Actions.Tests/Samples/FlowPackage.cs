namespace FunctionsConnector.Actions.Tests.Samples;

/// <summary>The files of a flow to import, as Power Automate exports them: two manifests, the definition, and two maps.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Files">The files by their names in the package.</param>
internal sealed record FlowPackage(string Name, IReadOnlyDictionary<string, JsonObject> Files)
{
    private static readonly string Folder = Path.Combine(Conventions.Repository.Folder, "samples", "flows");

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public JsonObject Manifest => Files["manifest.json"];

    /// <summary>The name of the flow's folder in the package.</summary>
    public string Asset => Files["Microsoft.Flow/flows/manifest.json"]["flowAssets"]!["assetPaths"]!.AsArray().Single()!.GetValue<string>();

    public JsonObject Properties => OfFlow("definition.json")["properties"]!.AsObject();

    public JsonObject Definition => Properties["definition"]!.AsObject();

    /// <summary>Reads a copy that the caller may change.</summary>
    public static FlowPackage Read(string name)
    {
        var folder = Path.Combine(Folder, name);
        return new FlowPackage(name, Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
            file => JsonNode.Parse(File.ReadAllText(file), documentOptions: new() { AllowDuplicateProperties = false })!.AsObject()));
    }

    public JsonObject OfFlow(string file) => Files[$"Microsoft.Flow/flows/{Asset}/{file}"];
}

namespace FunctionsConnector.Actions.Tests.Definition.Files;

/// <summary>The files that platforms, tools and certification read.</summary>
internal sealed record ConnectorFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "connector-definition");

    /// <summary><c>apiDefinition.swagger.json</c>.</summary>
    public required JsonObject Definition { get; init; }

    /// <summary><c>apiProperties.json</c>.</summary>
    public required JsonObject Properties { get; init; }

    /// <summary>The properties for certification.</summary>
    public required JsonObject CertificationProperties { get; init; }

    public required JsonObject Settings { get; init; }

    /// <summary>The last released definition.</summary>
    public required JsonObject ReleasedDefinition { get; init; }

    public required JsonObject ReleasedProperties { get; init; }

    public required string Readme { get; init; }

    /// <summary>The readme of the repository and its pages of documentation.</summary>
    public required string Documents { get; init; }

    public required byte[] Icon { get; init; }

    /// <summary><c>script.csx</c>, or null if there is none.</summary>
    public required string? Script { get; init; }

    /// <summary>Names of all files, relative to the folder.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>Reads a copy that the caller may change.</summary>
    public static ConnectorFiles Read() => new()
    {
        Definition = Json("apiDefinition.swagger.json"),
        Properties = Json("apiProperties.json"),
        CertificationProperties = Json("certification", "apiProperties.json"),
        Settings = Json("settings.json"),
        ReleasedDefinition = Json("released", "apiDefinition.swagger.json"),
        ReleasedProperties = Json("released", "apiProperties.json"),
        Readme = Text("readme.md"),
        Documents = string.Join('\n', Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "documents"), "*.md", SearchOption.AllDirectories).Select(File.ReadAllText)),
        Icon = File.ReadAllBytes(Path.Combine(Folder, "icon.png")),
        Script = File.Exists(Path.Combine(Folder, "script.csx")) ? Text("script.csx") : null,
        Names = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).ToHashSet(),
    };

    private static string Text(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    // A duplicate property would be lost without an error.
    private static JsonObject Json(params string[] path) =>
        JsonNode.Parse(Text(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
}

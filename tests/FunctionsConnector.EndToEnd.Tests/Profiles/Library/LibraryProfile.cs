namespace FunctionsConnector.EndToEnd.Tests.Profiles.Library;

/// <summary>The profile of docs/profiles/README.md in a file of its own.</summary>
internal static class LibraryProfile
{
    /// <summary>Writes it, changed by a test, and returns its path.</summary>
    public static string Write(Action<JsonObject>? change = null)
    {
        var page = File.ReadAllText(Path.Combine(Publishing.Repository, "docs", "profiles", "README.md"));
        var profile = JsonNode.Parse(page.Split("```js")[1].Split("```")[0])!.AsObject();
        change?.Invoke(profile);
        var file = Path.Combine(Directory.CreateTempSubdirectory("profile-").FullName, "library.json");
        File.WriteAllText(file, profile.ToJsonString());
        return file;
    }

    /// <summary>Adds the version to the profile.</summary>
    public static void AddVersion(JsonObject profile) =>
        profile["concurrency"] = new JsonObject { ["kind"] = "versionField", ["version"] = "/version", ["path"] = "/book/version" };

    /// <summary>A connector with the library as its system.</summary>
    public static Task<World> StartAsync(LibraryServer library, Action<JsonObject>? change = null) => World.StartAsync(settings: settings =>
    {
        settings.AddProfile("library", library.Url, ("Key", LibraryServer.Key));
        settings["Systems:library:Profile"] = Write(change);
        settings["Systems:library:CallsPerMinute"] = "1000000";
    });

    public static Task<Reply> UpdateAsync(this World world, string json) => world.UpdateFieldsAsync("library", "books", "7", json);
}

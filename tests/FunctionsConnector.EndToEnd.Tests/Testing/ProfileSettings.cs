namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>Settings of systems that a profile describes, for the parameter <c>arrange</c> of <see cref="World.StartAsync"/>.</summary>
internal static class ProfileSettings
{
    public static void AddServiceNow(SandboxServer sandbox, Dictionary<string, string?> settings) => settings.AddProfile(
        "servicenow", sandbox.ServiceNow.BaseUrl, ("UserName", sandbox.ServiceNow.UserName), ("Password", sandbox.ServiceNow.Password));

    public static void AddDataverse(SandboxServer sandbox, Dictionary<string, string?> settings)
    {
        settings.AddProfile("dataverse", sandbox.Dataverse.BaseUrl, ("ClientId", sandbox.Dataverse.ClientId), ("ClientSecret", sandbox.Dataverse.ClientSecret));
        settings["Systems:dataverse:TokenUrl"] = sandbox.Dataverse.TokenUrl.ToString();
    }

    public static void AddHubSpot(SandboxServer sandbox, Dictionary<string, string?> settings) => settings.AddProfile(
        "hubspot", sandbox.HubSpot.BaseUrl, ("AccessToken", sandbox.HubSpot.AccessToken));

    public static void AddAzureDevOps(SandboxServer sandbox, Dictionary<string, string?> settings) => settings.AddProfile(
        "azuredevops", sandbox.AzureDevOps.ProjectUrl, ("PersonalAccessToken", sandbox.AzureDevOps.PersonalAccessToken));

    /// <summary>Writes a changed built-in profile to a file of its own and lets the system with the profile's name use it.</summary>
    public static void ChangeProfile(this Dictionary<string, string?> settings, string profile, Func<string, string> change)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("profile-").FullName, "changed.json");
        var builtIn = File.ReadAllText(Path.Combine(Publishing.Repository, "src", "FunctionsConnector.Core", "Targets", "Profiles", "BuiltIn", $"{profile}.json"));
        var changed = change(builtIn);
        changed.ShouldNotBe(builtIn);
        File.WriteAllText(file, changed);
        settings[$"Systems:{profile}:Profile"] = file;
    }

    /// <summary>Adds a system whose name is that of its profile.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="baseUrl">The address of the simulated system.</param>
    /// <param name="secrets">The secrets, named as the profile names them.</param>
    public static void AddProfile(
        this Dictionary<string, string?> settings, string profile, Uri baseUrl, params IReadOnlyList<(string Name, string Value)> secrets)
    {
        settings[$"Systems:{profile}:Kind"] = "Profile";
        settings[$"Systems:{profile}:Profile"] = profile;
        settings[$"Systems:{profile}:BaseUrl"] = baseUrl.ToString();
        foreach (var (name, value) in secrets)
        {
            settings[$"Systems:{profile}:Secrets:{name}"] = $"{profile}-{name}".ToLowerInvariant();
            settings[$"Secrets:{profile}-{name}".ToLowerInvariant()] = value;
        }
    }
}

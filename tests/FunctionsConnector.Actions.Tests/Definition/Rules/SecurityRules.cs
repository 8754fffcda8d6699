using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for authentication and for secrets in files.</summary>
internal static class SecurityRules
{
    // The hosts that the files may name.
    private static readonly string[] RealHosts = ["api.powerapps.com", "login.microsoftonline.com"];

    public static IEnumerable<Problem> Credentials(ConnectorFiles files)
    {
        var parameters = new Place(files.Properties, "apiProperties.json").Find("properties")?.Find("connectionParameters");
        foreach (var parameter in ConnectionParameters.Groups(files.Properties).SelectMany(group => group.Properties))
        {
            if (Regex.IsMatch(parameter.Name, "key|secret|password|token", RegexOptions.IgnoreCase) && parameter.TextOf("type") is not ("securestring" or "oauthSetting"))
            {
                yield return new Problem(parameter.Pointer, "is a secret and must be a securestring");
            }
        }

        var swagger = new Swagger(files.Definition);
        var defined = (swagger.Root.Find("securityDefinitions")?.Properties ?? []).ToList();
        var used = swagger.Operations.Select(operation => operation.At).Append(swagger.Root)
            .SelectMany(place => place.Find("security")?.Items ?? [])
            .SelectMany(item => item.Properties)
            .Select(property => property.Name)
            .ToHashSet();
        if (!defined.Any(definition => used.Contains(definition.Name)))
        {
            yield return new Problem("/security", "must use one of the securityDefinitions");
        }

        foreach (var definition in defined.Where(definition => definition.TextOf("type") == "apiKey" && parameters?.Has(definition.Name) is not true))
        {
            yield return new Problem(definition.Pointer, "there is no connection parameter of this name to take the key from");
        }
    }

    public static IEnumerable<Problem> Privacy(ConnectorFiles files) =>
        Texts(files).SelectMany(text => Secrets(text)).Concat(
            from place in new Place(files.Properties, "apiProperties.json").All
            where place.TextOf("type") == "securestring" && place.Has("defaultValue")
            select new Problem(place.Pointer, "is a secret with a default"));

    private static IEnumerable<(string Where, string Text)> Texts(ConnectorFiles files) =>
        new[] { new Place(files.Definition, string.Empty), new Place(files.Properties, "apiProperties.json"), new Place(files.Settings, "settings.json") }
            .SelectMany(file => file.All)
            .Where(place => place.Text is not null)
            .Select(place => (place.Pointer, place.Text!))
            .Append(("readme.md", files.Readme));

    private static IEnumerable<Problem> Secrets((string Where, string Text) place) =>
        Regex.Matches(place.Text, @"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", RegexOptions.IgnoreCase)
            .Concat(Regex.Matches(place.Text, @"\b(?=[A-Za-z0-9+/_=-]*\d)(?=[A-Za-z0-9+/_=-]*[A-Za-z])[A-Za-z0-9+/_=]{28,}"))
            .Concat(Regex.Matches(place.Text, @"\b([a-z0-9-]+\.)+(com|net|org|io|cloud|dev|app)\b(?!\.\w)", RegexOptions.IgnoreCase).Where(host => !RealHosts.Contains(host.Value)))
            .Select(match => new Problem(place.Where, $"'{match.Value}' looks like a tenant, a secret or a real host"));
}

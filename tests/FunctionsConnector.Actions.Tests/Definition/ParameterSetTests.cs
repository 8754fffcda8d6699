using FunctionsConnector.Actions.Tests.Definition.JsonSchema;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>The ways to sign in of a connection. The platforms' schema of the file does not know them yet.</summary>
public sealed class ParameterSetTests
{
    private readonly JsonObject _properties = ConnectorFiles.Read().Properties;

    private IReadOnlyList<Place> Sets => [.. ConnectionParameters.Sets(_properties)];

    private Place Token => Sets[1].Find("parameters")!.Find("token")!;

    [Fact]
    public void A_connection_signs_in_with_a_key_or_with_Entra() =>
        Sets.Select(set => (set.TextOf("name"), string.Join(',', set.Find("parameters")!.Properties.Select(parameter => parameter.Name))))
            .ShouldBe([("apiKey", "host,api_key"), ("entraId", "host,token")]);

    [Fact]
    public void A_key_is_given_as_in_connections_that_were_made_before_there_were_sets() =>
        JsonNode.DeepEquals(Sets[0].Find("parameters")!.Value, _properties["properties"]!["connectionParameters"]).ShouldBeTrue();

    [Fact]
    public void Every_way_asks_for_the_same_host() =>
        ConnectionParameters.Groups(_properties).Select(group => group.Find("host")!.Value!.ToJsonString()).Distinct().Count().ShouldBe(1);

    [Fact]
    public void Every_way_and_every_parameter_has_texts_and_is_required()
    {
        var sets = new Place(_properties, string.Empty).Find("properties")!.Find("connectionParameterSets")!;
        var parameters = Sets.SelectMany(set => set.Find("parameters")!.Properties).ToList();

        foreach (var place in Sets.Concat(parameters).Append(sets))
        {
            place.Find("uiDefinition")?.TextOf("displayName").ShouldNotBeNullOrWhiteSpace(place.Pointer);
            place.Find("uiDefinition")?.TextOf("description").ShouldNotBeNullOrWhiteSpace(place.Pointer);
        }

        parameters.Where(parameter => parameter.Find("uiDefinition")!.Find("constraints")!.TextOf("required") != "true").ShouldBeEmpty();
    }

    [Fact]
    public void Entra_is_asked_for_the_connector_in_one_tenant()
    {
        var settings = Token.Find("oAuthSettings")!;
        var parameters = settings.Find("customParameters")!.Properties.ToDictionary(parameter => parameter.Name, parameter => parameter.TextOf("value"));

        (Token.TextOf("type"), settings.TextOf("identityProvider"), settings.TextOf("redirectMode")).ShouldBe(("oauthSetting", "aad", "GlobalPerConnector"));
        parameters["loginUri"].ShouldBe("https://login.microsoftonline.com");
        new[] { settings.TextOf("clientId"), parameters["tenantId"], parameters["resourceUri"] }.ShouldAllBe(text => text!.StartsWith('<') && text.EndsWith('>'));
        settings.Has("clientSecret").ShouldBeFalse("the secret is given to the tool that deploys the connector");
    }

    [Fact]
    public void The_guide_says_how_to_fill_in_every_placeholder()
    {
        var guide = File.ReadAllText(Path.Combine(Conventions.Repository.Folder, "docs", "entra.md"));

        Token.All.Select(place => place.Text).OfType<string>().Where(text => text.StartsWith('<'))
            .Where(placeholder => !guide.Contains($"`{placeholder}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>The schema of one set's parameters is that of the parameters without sets, except for the newer redirect mode.</summary>
    [Fact]
    public void The_parameters_of_each_way_fit_the_schema_of_parameters()
    {
        foreach (var set in Sets)
        {
            var file = new JsonObject { ["properties"] = new JsonObject { ["connectionParameters"] = set.Find("parameters")!.Value!.DeepClone(), ["iconBrandColor"] = "#0b5c6b" } };
            foreach (var place in new Place(file, string.Empty).All.Where(place => place.TextOf("redirectMode") == "GlobalPerConnector").ToList())
            {
                place.Value!["redirectMode"] = "Global";
            }

            Draft4.Problems("paconn-apiProperties.schema.json", file).ShouldBeEmpty(set.TextOf("name"));
        }
    }
}

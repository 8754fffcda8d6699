using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Settings;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.Actions.Tests.Definition;

public sealed class ServingTests(ConnectorFixture connector)
{
    private const string Path = "/api/swagger.json";

    [Fact]
    public async Task The_definition_is_served_without_a_key_and_with_the_callers_address()
    {
        var reply = await connector.GetAsync(Path, key: null);

        (reply.Status, reply.MediaType).ShouldBe((200, "application/json"));
        var expected = ConnectorFiles.Read().Definition.DeepClone();
        expected["host"] = connector.Client.BaseAddress!.Authority;
        expected["schemes"] = new JsonArray("http");
        expected["info"]!.AsObject().Remove("contact");
        expected["x-ms-connector-metadata"] = new JsonArray(expected["x-ms-connector-metadata"]![2]!.DeepClone());
        JsonNode.DeepEquals(JsonNode.Parse(reply.Text), expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("flows.contoso.example", "https")]
    [InlineData("flows.contoso.example:8443", "https")]
    [InlineData("localhost:7071", "http")]
    [InlineData("[::1]:7071", "http")]
    public async Task Only_a_loopback_host_has_the_scheme_http(string host, string scheme)
    {
        var reply = await connector.SendAsync("GET", Path, key: null, configure: request => request.Headers.Host = host);

        (reply.Json.GetProperty("host").GetString(), reply.Json.GetProperty("schemes")[0].GetString()).ShouldBe((host, scheme));
    }

    [Fact]
    public async Task Forwarded_headers_are_ignored()
    {
        var reply = await connector.SendAsync("GET", Path, key: null, configure: request =>
        {
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            request.Headers.Add("X-Forwarded-Proto", "https");
        });

        reply.Json.GetProperty("host").GetString().ShouldBe(connector.Client.BaseAddress!.Authority);
    }

    [Fact]
    public async Task The_placeholders_of_the_file_are_not_served() =>
        (await connector.GetAsync(Path, key: null)).Text.ShouldNotContain("functionsconnector.example");

    [Fact]
    public void The_contact_of_the_settings_is_served()
    {
        var served = Serve(new ContactSettings("Contoso Service Desk", new Uri("https://contoso.example/desk"), "desk@contoso.example"));

        served["info"]!["contact"]!.ToJsonString().ShouldBe("""{"name":"Contoso Service Desk","url":"https://contoso.example/desk","email":"desk@contoso.example"}""");
        served["x-ms-connector-metadata"]![0]!.ToJsonString().ShouldBe("""{"propertyName":"Website","propertyValue":"https://contoso.example/desk"}""");
    }

    [Fact]
    public void A_part_of_a_contact_is_served_alone() =>
        Serve(new ContactSettings(Name: null, Url: null, "desk@contoso.example"))["info"]!["contact"]!.ToJsonString().ShouldBe("""{"email":"desk@contoso.example"}""");

    private static JsonObject Serve(ContactSettings contact) =>
        JsonNode.Parse(new ServedDefinition(contact).For(new DefaultHttpContext().Request).Body.Span)!.AsObject();
}

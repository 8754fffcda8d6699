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
}

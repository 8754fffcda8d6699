namespace FunctionsConnector.Actions.Tests.Security;

public sealed class KeyTests(ConnectorFixture connector)
{
    [Theory]
    [InlineData(null, "GET", "/api/systems")]
    [InlineData("wrong", "GET", "/api/systems")]
    [InlineData("KEY-OF-EVERYTHING-0001", "GET", "/api/systems")]
    [InlineData("key-of-everything-0001x", "GET", "/api/systems")]
    [InlineData(null, "GET", "/api/nowhere")]
    [InlineData(null, "GET", "/nowhere")]
    [InlineData(null, "POST", "/")]
    [InlineData(null, "DELETE", "/api/systems")]
    [InlineData(null, "PATCH", ConnectorFixture.Record + "/1/field")]
    [InlineData(null, "GET", "/api/swagger.json/x")]
    public async Task A_call_without_a_valid_key_is_refused(string? key, string method, string path)
    {
        var reply = await connector.SendAsync(method, path, method == "PATCH" ? "{}" : null, key);

        (reply.Status, reply.Code, reply.MediaType).ShouldBe((401, "Unauthorized", "application/json"));
        reply.Header("x-request-id").ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_keys_in_one_request_are_refused() =>
        (await connector.SendAsync("GET", "/api/systems", configure: request => request.Headers.Add("x-api-key", ConnectorFixture.LimitedKey))).Status.ShouldBe(401);

    [Theory]
    [InlineData("beta")]
    [InlineData("gamma")]
    [InlineData("%00bad%2F")]
    public async Task A_limited_key_is_refused_for_other_systems(string system)
    {
        // The server refuses a request line with NUL before any handler runs.
        var reply = await connector.GetAsync($"/api/systems/{system.Replace("%00", "%01", StringComparison.Ordinal)}/record-types", ConnectorFixture.LimitedKey);

        (reply.Status, reply.Code).ShouldBe((403, "Forbidden"));
        reply.Message.ShouldBe("This caller may not use this target system. Pick one from the list of systems.");
    }

    [Fact]
    public async Task A_limited_key_may_use_its_system_in_any_case() =>
        (await connector.GetAsync("/api/systems/ALPHA/record-types", ConnectorFixture.LimitedKey)).Status.ShouldBe(200);
}

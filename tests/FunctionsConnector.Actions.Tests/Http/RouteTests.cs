using System.Net.Sockets;
using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.Actions.Tests.Http;

public sealed class RouteTests(ConnectorFixture connector)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Public_routes_need_no_key(string path)
    {
        var reply = await connector.GetAsync(path, key: null);

        (reply.Status, reply.Json.GetProperty("name").GetString()).ShouldBe((200, "Record Field Updater"));
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nowhere")]
    [InlineData("/health")]
    [InlineData("/api/systems/alpha/records/Tickets/1/field/more")]
    [InlineData("/api/systems/alpha/records//1")]
    public async Task An_unknown_route_returns_json(string path)
    {
        var reply = await connector.GetAsync(path);

        (reply.Status, reply.Code, reply.MediaType).ShouldBe((404, "RouteNotFound", "application/json"));
        reply.Message.ShouldContain(path);
    }

    [Theory]
    [InlineData("POST", "/", "GET")]
    [InlineData("DELETE", "/api/systems", "GET")]
    [InlineData("PUT", ConnectorFixture.Record + "/1", "GET,PATCH")]
    [InlineData("OPTIONS", ConnectorFixture.Record + "/1/field", "PATCH")]
    [InlineData("HEAD", "/api/connection", "GET")]
    public async Task A_wrong_method_returns_the_allowed_ones(string method, string path, string allowed)
    {
        var reply = await connector.SendAsync(method, path);

        reply.Status.ShouldBe(405);
        reply.Allow.Order().ShouldBe(allowed.Split(','));
        reply.MediaType.ShouldBe("application/json");
        if (method != "HEAD")
        {
            reply.Code.ShouldBe("MethodNotAllowed");
        }
    }

    [Fact]
    public async Task Request_ids_are_new_and_unique()
    {
        var first = await connector.SendAsync("GET", "/", configure: request => request.Headers.Add("x-request-id", "mine"));
        var second = await connector.GetAsync("/");

        first.Header("x-request-id").ShouldNotBe("mine");
        second.Header("x-request-id").ShouldNotBe(first.Header("x-request-id"));
    }

    [Fact]
    public async Task An_unreadable_body_returns_a_failure_in_json()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(connector.Client.BaseAddress!.Host, connector.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var request = $"PATCH {ConnectorFixture.Record}/1/field HTTP/1.1\r\nHost: x\r\nx-api-key: {ConnectorFixture.Key}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        var reply = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        reply.ShouldStartWith("HTTP/1.1 400");
        reply.ShouldContain("""{"error":{"code":"InvalidRequest",""");
    }

    [Fact]
    public void The_route_table_has_every_operation_once()
    {
        ActionRoutes.All.Select(route => route.OperationId).ShouldBe(
            ["UpdateField", "UpdateFields", "PreviewUpdate", "QueueUpdate", "UpdateRecords", "GetRecord", "ListFields", "ListChoices", "ListSystems", "ListRecordTypes", "GetUpdateSchema", "GetRecordSchema", "TestConnection"]);
        ActionRoutes.All.Select(route => (route.Method, route.Template)).ShouldBeUnique();
        ActionRoutes.All.Where(route => route.Visibility == ActionVisibility.Internal).Count().ShouldBe(5);
    }
}

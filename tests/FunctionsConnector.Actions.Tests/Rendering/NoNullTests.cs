namespace FunctionsConnector.Actions.Tests.Rendering;

public sealed class NoNullTests(ConnectorFixture connector)
{
    private const string Record = ConnectorFixture.Record;

    [Theory]
    [InlineData("GET", "/", null)]
    [InlineData("GET", "/health/ready", null)]
    [InlineData("GET", "/api/systems", null)]
    [InlineData("GET", "/api/connection", null)]
    [InlineData("GET", "/api/nowhere", null)]
    [InlineData("GET", ConnectorFixture.RecordTypes, null)]
    [InlineData("GET", ConnectorFixture.RecordTypes + "/Tickets/fields", null)]
    [InlineData("GET", ConnectorFixture.RecordTypes + "/Tickets/choices?field=status", null)]
    [InlineData("GET", ConnectorFixture.RecordTypes + "/Tickets/update-schema", null)]
    [InlineData("GET", Record + "/80", null)]
    [InlineData("GET", Record + "/" + FakeSystem.MissingId, null)]
    [InlineData("PATCH", Record + "/80/field", """{"field":"hours","clear":true}""")]
    [InlineData("PATCH", Record + "/80/field", """{"field":"status","value":"x"}""")]
    [InlineData("PATCH", Record + "/81", """{"fields":{"status":5},"fieldsToClear":["hours"],"onlyIf":{"startDay":null}}""")]
    [InlineData("PATCH", Record + "/" + FakeSystem.RefusedId, """{"fieldsToClear":["hours"],"failureMode":"output"}""")]
    [InlineData("POST", Record + "/82/preview", """{"fieldsToClear":["hours"]}""")]
    public async Task No_reply_contains_a_null(string method, string path, string? body)
    {
        var reply = await connector.SendAsync(method, path, body);

        reply.MediaType.ShouldBe("application/json");
        Nulls(reply.Json).ShouldBe(0, reply.Text);
    }

    private static int Nulls(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => 1,
        JsonValueKind.Object => value.EnumerateObject().Sum(member => Nulls(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(Nulls),
        _ => 0,
    };
}

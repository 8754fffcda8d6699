namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>P3, P4 and P6: the failures of operations.</summary>
public class StatusRowTests(ProvokedReplies provoked) : IClassFixture<ProvokedReplies>
{
    public static TheoryData<string> Ids => Operations.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void P3_Every_failure_is_JSON_with_its_reason(string operationId)
    {
        foreach (var (_, what, reply) in provoked.Of(operationId).Where(pair => pair.Reply.Status != 200))
        {
            foreach (var name in new[] { "code", "message", "requestId" })
            {
                reply.Error.GetProperty(name).GetString().ShouldNotBeNullOrWhiteSpace($"{what}: {reply.Body}");
            }

            reply.Error.GetProperty("retryable").ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
        }
    }

    [Theory]
    [InlineData("GET", "/api/nowhere", 404)]
    [InlineData("GET", "/api", 404)]
    [InlineData("DELETE", "/api/systems", 405)]
    [InlineData("POST", "/api/swagger.json", 405)]
    [InlineData("PUT", "/api/systems/autotask/records/Tickets/1", 405)]
    public async Task P3_Every_failure_outside_of_operations_is_JSON_too(string method, string path, int status)
    {
        await using var world = await QueueingWorld.StartAsync();

        var reply = await world.SendAsync(new HttpMethod(method), path, json: null);

        reply.Status.ShouldBe(status);
        reply.Code.ShouldNotBeNullOrWhiteSpace();
        reply.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void P4_The_returned_statuses_are_the_documented_ones(string operationId)
    {
        var replies = provoked.Of(operationId);
        var documented = provoked.Definition.Find(operationId)!.Responses.Select(response => response.Name).Where(name => name != "default");

        replies.Select(pair => pair.Reply.Status.ToString(CultureInfo.InvariantCulture)).Distinct()
            .ShouldBe(documented, ignoreOrder: true, string.Join('\n', replies.Select(pair => $"{pair.Reply.Status} {pair.What}")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void P6_A_permanent_failure_is_a_4xx_and_a_transient_one_is_429_503_or_504(string operationId)
    {
        foreach (var (_, what, reply) in provoked.Of(operationId).Where(pair => pair.Reply.Status != 200))
        {
            var isTransient = reply.Status is 429 or 503 or 504;
            reply.Error.GetProperty("retryable").GetBoolean().ShouldBe(isTransient, what);
            (reply.Status < 500 || isTransient || what == "a bug").ShouldBeTrue($"{what}: {reply.Status}");
            if (reply.Status is 429 or 503)
            {
                reply.Headers.RetryAfter?.Delta.ShouldNotBeNull(what).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1), what);
            }
        }
    }
}

namespace FunctionsConnector.EndToEnd.Tests.Homes;

/// <summary>The native executable and the function app have the same reply to every request.</summary>
public sealed class HomesTests(BothHomes homes, AzuriteServer azurite) : IClassFixture<BothHomes>
{
    private const string Ticket = "api/systems/autotask/records/Tickets/1";
    private const string Types = "api/systems/autotask/record-types";

    /// <summary>A failure that needs a bug, so no test can provoke it in a process.</summary>
    private const string Bug = "a bug of the connector";

    public static TheoryData<string> Rows => [.. FailureRow.All.Keys.Where(name => name != Bug)];

    public static TheoryData<string, string, string?> Requests => new()
    {
        { "PATCH", $"{Ticket}/field", """{"field":"status","value":"Complete"}""" },
        { "PATCH", Ticket, """{"fields":{"title":"Ünïcode — “quoted”","priority":"Critical"},"fieldsToClear":["dueDateTime"],"verify":false}""" },
        { "PATCH", Ticket, """{"fields":{"status":"Clsoed"},"failureMode":"output"}""" },
        { "POST", $"{Ticket}/preview", """{"fields":{"title":"previewed"},"onlyIf":{"status":"New"}}""" },
        // Only the native executable consumes the message here, so no other row may read this ticket.
        { "POST", "api/systems/autotask/records/Tickets/2/queue", """{"fields":{"title":"queued"}}""" },
        { "GET", Ticket, null },
        { "GET", $"{Ticket}?fields=title,status", null },
        { "GET", $"{Types}/Tickets/fields?writable=true&search=ti", null },
        { "GET", $"{Types}/Tickets/choices?field=priority", null },
        { "GET", $"{Types}/Tickets/choices", null },
        { "GET", "api/systems", null },
        { "GET", $"{Types}?search=tick", null },
        { "GET", $"{Types}/Tickets/update-schema", null },
        { "GET", "api/systems/teamdynamix/record-types/tickets-42/update-schema", null },
        { "GET", $"{Types}/Tickets/record-schema", null },
        { "GET", "api/systems/teamdynamix/record-types/tickets-42/record-schema", null },
        { "GET", "api/connection", null },
        { "GET", "api/swagger.json", null },
        { "GET", string.Empty, null },
        { "GET", "health/live", null },
        { "GET", "health/ready", null },
        { "GET", "health/ready/", null },
        { "HEAD", "health/live", null },
        { "OPTIONS", Ticket, null },
        { "PUT", Ticket, "{}" },
        { "POST", "health/live", null },
        { "DELETE", "nothing/here", null },
        { "GET", "api/systems/autotask/records/Tickets/1%2F2", null },
        { "GET", "API/Systems", null },
        { "PATCH", Ticket, "\uFEFF{}" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Both_homes_have_the_same_reply(string method, string path, string? body)
    {
        var connection = await azurite.SharedConnectionAsync();
        var answers = new Dictionary<string, Answer>();
        foreach (var home in new[] { Home.Server, Home.FunctionApp })
        {
            var world = await homes.SharedAsync(home, connection);
            using var caller = new HttpClient { BaseAddress = world.Url };
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "x-api-key", World.ApiKey } } };
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await caller.SendAsync(request, TestContext.Current.CancellationToken);
            answers[home] = await Answer.ReadAsync(response);
        }

        answers[Home.FunctionApp].ShouldBe(answers[Home.Server]);
        answers[Home.Server].ContentType.ShouldBe("application/json; charset=utf-8");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Both_homes_have_the_same_failure(string name)
    {
        var row = FailureRow.All[name];
        var ofServer = await FailAsync(Home.Server, row);
        var ofFunctionApp = await FailAsync(Home.FunctionApp, row);

        ofServer.Code.ShouldBe(row.Code);
        (ofFunctionApp.Status, ofFunctionApp.ContentType, $"{ofFunctionApp.Headers.RetryAfter}").ShouldBe((ofServer.Status, ofServer.ContentType, $"{ofServer.Headers.RetryAfter}"));
        Answer.WithoutOwn(ofFunctionApp.Body.GetRawText()).ShouldBe(Answer.WithoutOwn(ofServer.Body.GetRawText()));
    }

    private async Task<Reply> FailAsync(string home, FailureRow row)
    {
        if (row.Arrange is null && row.Settings is null)
        {
            return await row.Act(await homes.SharedAsync(home, await azurite.SharedConnectionAsync()));
        }

        await using var world = await homes.NewAsync(home, row.Settings);
        row.Arrange?.Invoke(world);
        return await row.Act(world);
    }
}

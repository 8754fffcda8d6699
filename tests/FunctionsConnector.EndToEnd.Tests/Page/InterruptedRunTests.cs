using FunctionsConnector.EndToEnd.Tests.TeamDynamix;
using Microsoft.Playwright;

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>A run of the page over many records that does not reach all of them at once.</summary>
public sealed class InterruptedRunTests(Chromium chromium)
{
    private const string SlowKey = "key-of-one-call-5d1e~$3";
    private const int Rows = 120;

    [Theory]
    [InlineData("wrong-key", "Unauthorized")]
    [InlineData(SlowKey, "RateLimited")]
    public async Task A_refused_request_loses_nothing_and_is_sent_again(string key, string code)
    {
        await using var visit = await Visit.StartAsync(chromium, settings: WithSlowKey);
        var table = await OpenAsync(visit);
        await visit.World.SendAsync(HttpMethod.Get, "/api/systems", json: null, request => Key(request, SlowKey));
        var bulks = 0;
        await visit.Tab.RouteAsync("**/bulk", route => ++bulks == 2
            ? route.ContinueAsync(new() { Headers = new Dictionary<string, string>(route.Request.Headers) { ["x-api-key"] = key } })
            : route.ContinueAsync());

        await table.RunAsync("Update the records", "Interrupted");
        await Assertions.Expect(table.Status).ToContainTextAsync("100 applied, 20 not sent");
        await Assertions.Expect(table.Failure).ToContainTextAsync(code);
        if (code == "Unauthorized")
        {
            await visit.ConnectAsync();
        }

        await table.RunAsync("Send the other rows", "Finished");

        await Assertions.Expect(table.Status).ToContainTextAsync("120 applied");
        await Assertions.Expect(table.Failure).ToBeEmptyAsync();
        bulks.ShouldBe(3);
        PatchesOfRecords(visit.World).ShouldBe(Enumerable.Repeat(1, Rows));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"message":"Bad Gateway"}""")]
    [InlineData("""{"error":"Bad Gateway"}""")]
    [InlineData("""{"error":{"message":"Bad Gateway"}}""")]
    public async Task Rows_whose_reply_is_lost_are_not_done_until_they_are_sent_again(string? answerOfAGateway)
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await OpenAsync(visit);
        var bulks = 0;
        await visit.Tab.RouteAsync("**/bulk", async route =>
        {
            if (++bulks == 2)
            {
                await route.FetchAsync();
                await (answerOfAGateway is null
                    ? route.AbortAsync()
                    : route.FulfillAsync(new() { Status = 502, ContentType = "application/json", Body = answerOfAGateway }));
            }
            else
            {
                await route.ContinueAsync();
            }
        });

        await table.RunAsync("Update the records", "Interrupted");
        await Assertions.Expect(table.Status).ToContainTextAsync("100 applied, 20 with an unknown outcome");
        await Assertions.Expect(table.Failure).ToContainTextAsync("Whether the update was made is not known");
        PatchesOfRecords(visit.World).ShouldBe(Enumerable.Repeat(1, Rows), "the connector has updated the records");
        var lines = await table.DownloadAsync();
        lines.Skip(1).Count(line => line[1] == "applied").ShouldBe(100);
        lines.Skip(101).ShouldAllBe(line => line[1] == "unknown" && line[2] == "OutcomeUnknown");

        await table.RunAsync("Send the other rows", "Finished");
        await Assertions.Expect(table.Status).ToContainTextAsync("120 applied");
    }

    [Fact]
    public async Task A_row_without_a_result_in_the_reply_is_not_done()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        await table.Text.FillAsync("id,Title\n1,new\n2,new\n3,new");
        await visit.Tab.RouteAsync("**/bulk", async route =>
        {
            var reply = await route.FetchAsync();
            var body = JsonNode.Parse(await reply.TextAsync())!;
            body["records"]!.AsArray().RemoveAt(1);
            await route.FulfillAsync(new() { Response = reply, Body = body.ToJsonString() });
        });

        await table.UpdateAsync();

        await Assertions.Expect(table.Status).ToContainTextAsync("1 applied, 2 with an unknown outcome");
        await Assertions.Expect(table.State(2)).ToContainTextAsync("The outcome is unknown");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_outcome_stays_unknown_until_a_row_has_an_outcome(bool isInAReply)
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        await table.Text.FillAsync("id,Title\n1,new\n2,new");
        var replies = new Queue<JsonObject?>(
        [
            isInAReply ? Failed("OutcomeUnknown", "The system did not answer.") : null,
            Failed("CredentialsRefused", "Nothing was sent."),
            Failed("UpdateNotApplied", "The record holds another title."),
        ]);
        await visit.Tab.RouteAsync("**/bulk", async route =>
        {
            var reply = await route.FetchAsync();
            var body = JsonNode.Parse(await reply.TextAsync())!;
            if (replies.TryDequeue(out var failed))
            {
                body["records"]![0] = failed;
            }

            await route.FulfillAsync(new() { Response = reply, Body = body.ToJsonString() });
        });

        await table.UpdateAsync();
        await Assertions.Expect(table.Status).ToHaveTextAsync("Finished: 1 with an unknown outcome, 1 applied.");
        await Assertions.Expect(table.Title(1)).ToHaveTextAsync("The outcome is unknown");
        (await table.DownloadAsync())[1][1..3].ShouldBe(["unknown", "OutcomeUnknown"]);

        await table.RunAsync(isInAReply ? "Send the failed rows again" : "Send the other rows", "Finished");
        await Assertions.Expect(table.Status).ToHaveTextAsync("Finished: 1 with an unknown outcome, 1 applied.");
        await Assertions.Expect(table.State(1)).ToContainTextAsync("CredentialsRefused: Nothing was sent.");
        (await table.DownloadAsync())[1][1..3].ShouldBe(["unknown", "OutcomeUnknown"]);

        await table.RunAsync("Send the failed rows again", "Finished");
        await Assertions.Expect(table.Status).ToHaveTextAsync("Finished: 1 failed, 1 applied.");
        await Assertions.Expect(table.Title(1)).ToHaveTextAsync("Not applied as asked");
        await table.RunAsync("Send the failed rows again", "Finished");
        await Assertions.Expect(table.Status).ToHaveTextAsync("Finished: 2 applied.");
    }

    [Fact]
    public async Task An_unavailable_system_is_shown_and_asked_again()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var faults = visit.World.Sandbox.Autotask.Faults;
        faults.Add(Fault.Status(503).For("GET", "/Tickets/entityInformation").Repeated(Fault.Always));
        await visit.ConnectAsync();
        await visit.Combobox("Record type").FillAsync("Tickets");
        var table = new PastedTable(visit);
        await table.Text.FillAsync("id,Title\n1,new");

        await table.RunAsync("Preview the rows", "Interrupted");
        await Assertions.Expect(table.Failure).ToContainTextAsync("SystemUnavailable");
        await table.RunAsync("Update the records", "Interrupted");
        await Assertions.Expect(table.Status).ToContainTextAsync("1 not sent");
        faults.Clear();
        await table.UpdateAsync();

        await Assertions.Expect(table.Title(1)).ToHaveTextAsync("Applied");
    }

    [Fact]
    public async Task Rows_that_were_not_started_wait_and_are_sent_again()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await OpenAsync(visit, rows: 40);

        // At three calls at a time this is longer than the time in which a bulk starts updates.
        visit.World.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)).For("PATCH").Repeated(12));
        var bulks = new ConcurrentQueue<string>();
        visit.Tab.Request += (_, request) => bulks.Enqueue(request.Method == "POST" ? request.Url : string.Empty);

        await visit.Button("Update the records").ClickAsync();
        await Assertions.Expect(table.Status).ToContainTextAsync("The other rows wait until", new() { Timeout = 20_000 });
        await Assertions.Expect(table.Rows.Filter(new() { HasText = "Waiting" }).First).ToBeVisibleAsync();
        await table.ShouldEndAsync("Finished");

        await Assertions.Expect(table.Status).ToContainTextAsync("40 applied");
        bulks.Count(url => url.EndsWith("/bulk", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        PatchesOfRecords(visit.World).ShouldBe(Enumerable.Repeat(1, 40));
    }

    [Fact]
    public async Task A_wait_for_a_limit_can_be_stopped()
    {
        await using var visit = await Visit.StartAsync(chromium, settings: settings => settings["Systems:teamdynamix:CallsPerMinute"] = "20");
        var table = await PastedTable.OpenAsync(visit, "teamdynamix", "tickets-42");
        await table.Text.FillAsync($"id\tTitle\n{string.Join('\n', Enumerable.Range(1001, 39).Select(id => $"{id}\tstopped"))}");

        await visit.Button("Update the records").ClickAsync();
        await Assertions.Expect(table.Status).ToContainTextAsync("The other rows wait until", new() { Timeout = 20_000 });
        await visit.Button("Stop").ClickAsync();
        await table.ShouldEndAsync("Stopped");
        await Assertions.Expect(visit.Tab.Locator("#rows-title")).ToBeFocusedAsync();

        var lines = await table.DownloadAsync();
        lines.Count.ShouldBe(40);
        lines.Skip(1).Select(line => line[1]).Distinct().ShouldBe(["applied", "notSent"], ignoreOrder: true);
        lines.Skip(1).ShouldAllBe(line => (ItemTruths.Value(visit.World.Sandbox.TeamDynamix.Truth("tickets-42", line[0]), "Title") == "stopped") == (line[1] == "applied"));
    }

    [Fact]
    public async Task A_preview_waits_for_a_limit_and_goes_on_after_a_stop()
    {
        await using var visit = await Visit.StartAsync(chromium, settings: settings => settings["Systems:teamdynamix:CallsPerMinute"] = "20");
        var table = await PastedTable.OpenAsync(visit, "teamdynamix", "tickets-42");
        await table.Text.FillAsync($"id\tTitle\n{string.Join('\n', Enumerable.Range(1001, 39).Select(id => $"{id}\tnew"))}");

        await visit.Button("Preview the rows").ClickAsync();
        await Assertions.Expect(table.Status).ToContainTextAsync("The other rows wait until", new() { Timeout = 20_000 });
        await visit.Button("Stop").ClickAsync();
        await table.ShouldEndAsync("Stopped");

        await Assertions.Expect(table.Status).ToContainTextAsync("ready");
        await Assertions.Expect(table.Status).ToContainTextAsync("without a preview");
        await Assertions.Expect(visit.Button("Update the records")).Not.ToHaveAttributeAsync("aria-disabled", "true");
    }

    [Fact]
    public async Task Failed_rows_alone_are_sent_again()
    {
        await using var visit = await Visit.StartAsync(chromium);
        visit.World.Sandbox.Autotask.Faults.Add(Fault.Status(500, """{"errors":["Refused this time."]}""").For("PATCH"));
        var table = await OpenAsync(visit, rows: 3);

        await table.UpdateAsync();
        await Assertions.Expect(table.Status).ToContainTextAsync("1 failed");
        await Assertions.Expect(visit.Tab.Locator("#many-count")).ToHaveTextAsync("Update: 3 of 3 rows done");
        var again = new TaskCompletionSource<string?>();
        await visit.Tab.RouteAsync("**/bulk", async route =>
        {
            again.SetResult(await visit.Tab.Locator("#many-count").TextContentAsync());
            await route.ContinueAsync();
        });
        await table.RunAsync("Send the failed rows again", "Finished");
        (await again.Task).ShouldBe("Update: 0 of 1 row done");
        await Assertions.Expect(visit.Tab.Locator("#many-count")).ToHaveTextAsync("Update: 1 of 1 row done");

        await Assertions.Expect(table.Status).ToContainTextAsync("3 applied.");
        PatchesOfRecords(visit.World).Order().ShouldBe([1, 1, 2]);
        await visit.Button("Update the records").ClickAsync();
        await Assertions.Expect(table.Status).ToContainTextAsync("Nothing is left to send");
        PatchesOfRecords(visit.World).Sum().ShouldBe(4);
    }

    /// <summary>A table with new titles for so many tickets of Autotask.</summary>
    private static async Task<PastedTable> OpenAsync(Visit visit, int rows = Rows)
    {
        visit.World.Sandbox.Autotask.AddTickets(rows);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        await table.Text.FillAsync($"id\tTitle\n{string.Join('\n', Enumerable.Range(1, rows).Select(id => $"{id}\tnew {id}"))}");
        return table;
    }

    /// <summary>The result of the record 1 in a reply.</summary>
    private static JsonObject Failed(string code, string message) =>
        new() { ["recordId"] = "1", ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["requestId"] = "of-this-row" } };

    /// <summary>How many PATCH calls each record got.</summary>
    private static IEnumerable<int> PatchesOfRecords(World world) =>
        world.PatchesSent.GroupBy(patch => JsonNode.Parse(patch[patch.IndexOf('{')..])!["id"]!.GetValue<int>()).OrderBy(group => group.Key).Select(group => group.Count());

    private static void WithSlowKey(Dictionary<string, string?> settings)
    {
        settings["Connector:ApiKeys:2:Name"] = "slow";
        settings["Connector:ApiKeys:2:Secret"] = "slow-key";
        settings["Connector:ApiKeys:2:Systems:0"] = "*";
        settings["Connector:ApiKeys:2:CallsPerMinute"] = "1";
        settings["Secrets:slow-key"] = SlowKey;
    }

    private static void Key(HttpRequestMessage request, string key)
    {
        request.Headers.Remove("x-api-key");
        request.Headers.Add("x-api-key", key);
    }
}

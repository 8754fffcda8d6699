namespace FunctionsConnector.EndToEnd.Tests.Coalescing;

/// <summary>What an update decides on, it reads just before its PATCH, however long it waits for the vendor's limits.</summary>
public class FreshReadingTests
{
    private const int Updates = 8;

    /// <summary>The wait of a backlog is a minute and more.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string, int, string> Decisions => new()
    {
        { "autotask", "Tickets", 2, """{"fields":{"title":"new"},"onlyIf":{"title":"old"}}""" },
        { "autotask", "Contacts", 2, """{"fields":{"lastName":"Ng"}}""" },
        { "autotask", "Tickets", 2, """{"fields":{"subIssueType":"Software"}}""" },
        { "teamdynamix", "tickets-42", 1002, """{"fields":{"Title":"new"},"onlyIf":{"Title":"old"}}""" },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task No_wait_lies_between_the_reading_and_the_patch(string system, string recordType, int first, string body)
    {
        // Six calls a minute are two updates; of TeamDynamix, six PATCH calls.
        await using var world = await World.StartAsync(
            World.Quick with { Request = TimeSpan.FromMinutes(30) },
            settings: settings => settings[$"Systems:{system}:CallsPerMinute"] = system == "autotask" ? "6" : "3",
            time: new ScaledClock(factor: 60));

        // The window of TeamDynamix's PATCH calls is used up, and that of its GET calls is not.
        for (var warm = system == "autotask" ? 1 : 3; warm > 0; warm--)
        {
            await world.UpdateFieldsAsync(system, recordType, $"{first - 1}", Unconditional(body));
        }

        world.Sandbox.Autotask.Calls.Clear();
        world.Sandbox.TeamDynamix.Calls.Clear();
        for (var id = first; recordType != "Contacts" && id < first + Updates; id++)
        {
            SetTitle(world, system, id);
        }

        var replies = await Task.WhenAll(Enumerable.Range(first, Updates).Select(id => world.UpdateFieldsAsync(system, recordType, $"{id}", body)));

        replies.ShouldAllBe(reply => reply.Status == 200 || reply.Code == "Conflict" || reply.Code == "UpdateInvalid");
        var calls = system == "autotask" ? world.Sandbox.Autotask.Calls.All : world.Sandbox.TeamDynamix.Calls.All;
        var patches = calls.Where(call => call.Method == "PATCH").ToList();
        patches.Count.ShouldBe(replies.Count(reply => reply.Outcome == "applied"));
        (patches[^1].At - patches[0].At).ShouldBeGreaterThan(TimeSpan.FromMinutes(1), "else nothing waited");
        foreach (var patch in patches)
        {
            var id = system == "autotask" ? $"{JsonNode.Parse(patch.Body)!["id"]}" : patch.PathAndQuery.Split('/')[^1].Split('?')[0];
            var read = calls.Last(call => call.Method == "GET" && call.Number < patch.Number && call.PathAndQuery.EndsWith($"/{id}", StringComparison.Ordinal));
            (patch.At - read.At).ShouldBeLessThan(Moment, $"{recordType} {id}");
        }
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", """{"fields":{"title":"new"}}""", "PATCH GET")]
    [InlineData("autotask", "Tickets", "1", """{"fields":{"title":"new"},"verify":false}""", "PATCH")]
    [InlineData("autotask", "Tickets", "1", """{"fields":{"title":"new"},"onlyIf":{"status":"In Progress"}}""", "GET")]
    [InlineData("autotask", "Tickets", "1", """{"fields":{"title":"new"},"onlyIf":{"title":"warm"}}""", "GET PATCH GET")]
    [InlineData("autotask", "Contacts", "1", """{"fields":{"lastName":"Ng"}}""", "GET PATCH GET")]
    [InlineData("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"new"}}""", "PATCH")]
    [InlineData("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"new"},"onlyIf":{"Title":"warm"}}""", "GET PATCH")]
    [InlineData("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"warm"},"onlyIf":{"Title":"warm"}}""", "GET")]
    public async Task An_update_costs_no_more_calls_than_it_needs(string system, string recordType, string id, string body, string expected)
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync(system, recordType, id, """{"fields":{"title":"warm"}}""");
        await world.UpdateFieldsAsync(system, recordType, id, """{"fields":{"firstName":"warm"}}""");
        world.Sandbox.Autotask.Calls.Clear();
        world.Sandbox.TeamDynamix.Calls.Clear();

        await world.UpdateFieldsAsync(system, recordType, id, body);

        var calls = system == "autotask" ? world.Sandbox.Autotask.Calls.All : world.Sandbox.TeamDynamix.Calls.All;
        string.Join(' ', calls.Select(call => call.Method)).ShouldBe(expected);
    }

    [Fact]
    public async Task Refused_credentials_of_the_reading_are_renewed_like_those_of_the_patch()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"warm"}}""");
        world.Sandbox.TeamDynamix.RevokeTokens();

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"new"},"onlyIf":{"Title":"warm"}}""");

        reply.ShouldSay("applied");
        world.Sandbox.TeamDynamix.Logins.ShouldBe(2);
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1")]
    [InlineData("teamdynamix", "tickets-42", "1001")]
    public async Task A_reading_that_fails_once_is_made_again_and_one_that_fails_always_sends_nothing(string system, string recordType, string id)
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync(system, recordType, id, """{"fields":{"title":"warm"}}""");
        var faults = system == "autotask" ? world.Sandbox.Autotask.Faults : world.Sandbox.TeamDynamix.Faults;

        faults.Add(Fault.Status(503).For("GET"));
        var first = await world.UpdateFieldsAsync(system, recordType, id, """{"fields":{"title":"one"},"onlyIf":{"title":"warm"}}""");
        faults.Add(Fault.Status(503).For("GET").Repeated(Fault.Always));
        var second = await world.UpdateFieldsAsync(system, recordType, id, """{"fields":{"title":"two"},"onlyIf":{"title":"one"}}""");

        first.ShouldSay("applied");
        second.Code.ShouldBe("SystemUnavailable");
        var calls = system == "autotask" ? world.Sandbox.Autotask.Calls.All : world.Sandbox.TeamDynamix.Calls.All;
        calls.Count(call => call.Method == "PATCH").ShouldBe(2, "one to warm up, one that was made");
    }

    private static string Unconditional(string body)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json.Remove("onlyIf");
        return json.ToJsonString();
    }

    private static void SetTitle(World world, string system, long id)
    {
        if (system == "autotask")
        {
            world.Sandbox.Autotask.SetTruth("Tickets", id, "title", "old");
        }
        else
        {
            world.Sandbox.TeamDynamix.SetTruth("tickets-42", id, "Title", "old");
        }
    }
}

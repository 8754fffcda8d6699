using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Updates in the name of other people.</summary>
public sealed class ActAsTests(AzuriteServer azurite)
{
    private const string Header = "ImpersonationResourceId";

    [Theory]
    [InlineData("\"5\"", "5")]
    [InlineData("5", "5")]
    [InlineData("\"jane.doe@msp.example\"", "1")]
    [InlineData("\"jroe\"", "2")]
    [InlineData("\"Zoë Muster\"", "6")]
    public async Task The_PATCH_names_the_resource_and_no_other_call_does(string person, string expected)
    {
        await using var world = await StartAsync();

        var reply = await world.UpdateAsync(InAutotask, $$"""{"fields":{"title":"new"},"actAs":{{person}} }""");

        reply.ShouldSay("applied");
        ActorsOf(world, "PATCH").ShouldBe([expected]);
        world.Sandbox.Autotask.Calls.All.Where(call => call.Method != "PATCH").ShouldAllBe(call => !call.Headers.ContainsKey(Header));
    }

    [Theory]
    [InlineData("nobody@msp.example", "no active resource")]
    [InlineData("Sam Sample", "2 resources are called so")]
    [InlineData("old.timer@msp.example", "no active resource")]
    public async Task A_person_who_is_not_exactly_one_active_resource_is_refused(string person, string why)
    {
        await using var world = await StartAsync();

        var reply = await world.UpdateAsync(InAutotask, $$"""{"fields":{"title":"new"},"actAs":"{{person}}"}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Message.ShouldContain(why);
        world.PatchesSent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(InAutotask, "Tasks/1", """{"fields":{"title":"new"},"actAs":"5"}""", "when it changes Tasks")]
    [InlineData(InTeamDynamix, "tickets-42/1001", """{"fields":{"Title":"new"},"actAs":"5"}""", "cannot act for somebody else")]
    public async Task Where_the_vendor_cannot_act_for_others_that_is_refused(string system, string record, string body, string why)
    {
        await using var world = await StartAsync();

        var reply = await world.PatchAsync($"/api/systems/{system}/records/{record}", body);

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("target").GetString().ShouldBe("actAs");
        reply.Message.ShouldContain(why);
    }

    [Theory]
    [InlineData("PATCH", "Tickets/1/field", """{"field":"title","value":"new","actAs":"5","failureMode":"output"}""")]
    [InlineData("PATCH", "Tickets/1", """{"fields":{"title":"new"},"actAs":"5"}""")]
    [InlineData("POST", "Tickets/1/preview", """{"fields":{"title":"new"},"actAs":"5"}""")]
    [InlineData("POST", "Tickets/bulk", """{"records":[{"recordId":"1","fields":{"title":"new"}}],"actAs":"5"}""")]
    public async Task A_caller_without_the_right_is_refused(string method, string path, string body)
    {
        await using var world = await World.StartAsync();

        var reply = await world.SendAsync(new HttpMethod(method), $"/api/systems/autotask/records/{path}", body);

        reply.ShouldFail(403, "Forbidden");
        reply.Message.ShouldContain("MayActAs");
        world.PatchesSent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_resource_that_may_not_be_acted_for_is_named_in_the_refusal()
    {
        await using var world = await StartAsync();

        var reply = await world.UpdateAsync(InAutotask, """{"fields":{"title":"new"},"actAs":"999999"}""");

        reply.ShouldFail(422, "UpdateRejected");
        reply.Message.ShouldContain("in the name of resource 999999");
    }

    [Fact]
    public async Task Updates_in_two_names_are_two_PATCHes()
    {
        await using var world = await StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(300)).For("PATCH"));
        var first = world.UpdateAsync(InAutotask, """{"fields":{"title":"first"}}""");
        await Queues.QueueWorld.UntilAsync(() => Task.FromResult(world.PatchesSent.Any()), TimeSpan.FromSeconds(10), "the first PATCH is under way");

        var others = await Task.WhenAll(
            world.UpdateAsync(InAutotask, """{"fields":{"description":"one"},"actAs":"1"}"""),
            world.UpdateAsync(InAutotask, """{"fields":{"purchaseOrderNumber":"PO 7"},"actAs":"2"}"""),
            world.UpdateAsync(InAutotask, """{"fields":{"estimatedHours":2},"actAs":"2"}"""));

        (await first).ShouldSay("applied");
        others.ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.Autotask.Calls.All.Where(call => call.Method == "PATCH").ShouldAllBe(call =>
            ActorOf(call) == (call.Body.Contains("\"title\"", StringComparison.Ordinal) ? null : call.Body.Contains("\"description\"", StringComparison.Ordinal) ? "1" : "2"));
    }

    [Fact]
    public async Task A_bulk_and_a_preview_name_the_person_too()
    {
        await using var world = await StartAsync();

        var preview = await world.PostAsync($"{Route(InAutotask)}/preview", """{"fields":{"title":"new"},"actAs":"jroe"}""");
        var bulk = await world.PostAsync("/api/systems/autotask/records/Tickets/bulk", """{"records":[{"recordId":"1","fields":{"title":"new"}}],"actAs":"jroe"}""");

        preview.Body.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()).ShouldContain("The update would be made in the name of the person with the id 2.");
        bulk.Body.GetProperty("applied").GetInt32().ShouldBe(1, bulk.Body.ToString());
        ActorsOf(world, "PATCH").ShouldBe(["2"]);
    }

    [Fact]
    public async Task A_message_may_act_for_others_only_where_a_caller_may()
    {
        const string Message = """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"new"},"actAs":"5"}""";

        (await UpdateThroughQueueAsync(azurite, Message)).GetProperty("code").GetString().ShouldBe("Forbidden");
        (await UpdateThroughQueueAsync(azurite, Message, settings: MayActAs)).GetProperty("outcome").GetString().ShouldBe("applied");
    }

    private static Task<World> StartAsync() => World.StartAsync(settings: MayActAs);

    private static void MayActAs(Dictionary<string, string?> settings) => settings["Connector:ApiKeys:0:MayActAs"] = "true";

    private static IEnumerable<string?> ActorsOf(World world, string method) => world.Sandbox.Autotask.Calls.All.Where(call => call.Method == method).Select(ActorOf);

    private static string? ActorOf(RecordedCall call) => call.Headers.TryGetValue(Header, out var actor) ? actor : null;
}

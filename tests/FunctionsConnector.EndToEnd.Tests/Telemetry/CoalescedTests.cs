namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>The spans of coalesced updates.</summary>
public sealed class CoalescedTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_coalesced_update_links_to_the_span_of_its_patch()
    {
        await using var world = await TelemetryWorld.StartAsync();
        const string Ticket = "/api/systems/autotask/records/Tickets/1";
        await world.UpdateAsync(Ticket, """{"fields":{"title":"warm"}}""");
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(2)).For("PATCH"));
        var first = world.UpdateAsync(Ticket, """{"fields":{"title":"first"}}""");
        await Queues.QueueWorld.UntilAsync(
            () => Task.FromResult(world.Sandbox.Autotask.Calls.All.Count(call => call.Method == "PATCH") >= 2 || first.IsCompleted), TimeSpan.FromSeconds(30), "the first is in progress");
        var replies = await Task.WhenAll(
            world.UpdateAsync(Ticket, """{"fields":{"description":"second"}}"""),
            world.UpdateAsync(Ticket, """{"fields":{"priority":"Critical"}}"""),
            first);
        await world.EndAsync();

        replies.ShouldAllBe(reply => reply["outcome"]!.GetValue<string>() == "applied");
        output.WriteLine(SpanTree.Describe(world.Collector.Spans));
        var leader = world.Collector.Spans.Single(span => span.Name == "send" && span["connector.coalesced"] == "1");
        var coalesced = world.Collector.Spans.Single(span => span.Links.Count > 0);
        coalesced.Name.ShouldBe("update Tickets");
        coalesced.Links.ShouldBe([leader.Id]);
        coalesced.TraceId.ShouldNotBe(leader.TraceId);
        world.Collector.Spans.ShouldNotContain(span => span.ParentId == coalesced.Id && span.Name == "send");
        world.Collector.Spans.ShouldContain(span => span.ParentId == coalesced.Id && span.Name == "read back");
        var patches = world.Collector.Points.Single(point => point.Metric == "connector.patch.updates");
        (patches.Value, patches.Sum).ShouldBe((3, 4), "four updates in three PATCHes");
    }
}

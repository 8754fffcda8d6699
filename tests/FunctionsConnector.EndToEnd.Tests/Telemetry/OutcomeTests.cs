using FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>The spans of an applied update, a refused one, and one with an unknown outcome.</summary>
public sealed class OutcomeTests(ITestOutputHelper output)
{
    private const string Tickets = "/api/systems/autotask/records/Tickets";

    [Fact]
    public async Task An_applied_update_is_a_span_with_its_steps_and_their_calls()
    {
        await using var world = await TelemetryWorld.StartAsync();
        world.Confidential.AddRange(["Walrus-7f3e", "Narwhal-51c0"]);
        var reply = await world.UpdateAsync(
            $"{Tickets}/1",
            """{"fields":{"title":"Walrus-7f3e","description":"Narwhal-51c0"}}""",
            ("x-ms-client-request-id", "client-1"), ("x-ms-workflow-run-id", "run-2"), ("x-ms-action-tracking-id", "action-3"));
        await world.EndAsync();

        reply["outcome"]?.GetValue<string>().ShouldBe("applied", reply.ToJsonString());
        var trace = Show(world, reply);
        SpanTree.Shape(trace).ShouldBe("""
            PATCH /api/systems/{system}/records/{recordType}/{recordId}
              update Tickets
                resolve
                  GET
                  GET
                  GET
                  GET
                  GET
                wait for record
                build
                send
                  PATCH
                read back
                  GET
            """);
        var update = trace.Single(span => span.Name == "update Tickets");
        Text(update).ShouldBe(
            "connector.action_tracking_id=action-3 connector.caller=flows connector.client_request_id=client-1 connector.outcome=applied connector.record_id=1 "
            + $"connector.record_type=Tickets connector.request_id={TelemetryWorld.RequestIdOf(reply)} connector.system=autotask connector.verify=true connector.workflow_run_id=run-2");
        update.IsError.ShouldBeFalse();
        trace.Single(span => span.Kind == "server")["http.response.status_code"].ShouldBe("200");
        (Value(world, "connector.updates", "connector.outcome", "applied"), Value(world, "connector.patch.updates", "connector.system", "autotask")).ShouldBe((1, 1));

        var log = Line(world, reply);
        (log.TraceId, log["connector.workflow_run_id"], log["Outcome"]).ShouldBe((update.TraceId, "run-2", "applied"));
        world.Collector.Resource["service.name"].ShouldBe("functions-connector");
    }

    [Fact]
    public async Task A_refused_update_has_its_code_and_the_vendors_status_and_no_values()
    {
        await using var world = await TelemetryWorld.StartAsync();
        world.Confidential.AddRange(["976431852", "Walrus-7f3e"]);
        var reply = await world.UpdateAsync($"{Tickets}/1", """{"fields":{"title":"Walrus-7f3e","contactID":976431852}}""");
        await world.EndAsync();

        reply["error"]!["code"]!.GetValue<string>().ShouldBe("UpdateRejected");
        var trace = Show(world, reply);
        var update = trace.Single(span => span.Name == "update Tickets");
        (update["connector.outcome"], update["error.type"], update["connector.vendor_status"], update.IsError, update.StatusMessage)
            .ShouldBe(("UpdateRejected", "UpdateRejected", "500", true, string.Empty));
        trace.Single(span => span.Name == "PATCH").ParentId.ShouldBe(trace.Single(span => span.Name == "send").Id);
        Value(world, "connector.updates", "error.type", "UpdateRejected").ShouldBe(1);
        Value(world, "connector.vendor.call.duration", "http.response.status_code", "500").ShouldBe(1);
        (Line(world, reply)["Outcome"], Line(world, reply).Severity).ShouldBe(("UpdateRejected", "Warning"));
    }

    [Fact]
    public async Task An_update_with_an_unknown_outcome_shows_the_lost_response_and_the_failed_read_backs()
    {
        await using var world = await TelemetryWorld.StartAsync();
        world.Confidential.Add("Walrus-7f3e");
        await world.GetAsync("/api/systems/autotask/record-types/Tickets/fields");
        world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).For("GET", "/Tickets/1").Repeated(Fault.Always));
        var reply = await world.UpdateAsync($"{Tickets}/1", """{"fields":{"title":"Walrus-7f3e"}}""");
        await world.EndAsync();

        reply["error"]!["code"]!.GetValue<string>().ShouldBe("OutcomeUnknown", reply.ToJsonString());
        var trace = Show(world, reply);
        var update = trace.Single(span => span.Name == "update Tickets");
        (update["connector.outcome"], update.IsError).ShouldBe(("OutcomeUnknown", true));
        trace.Single(span => span.Name == "PATCH")["error.type"].ShouldNotBeNullOrEmpty();
        var readBack = trace.Single(span => span.Name == "read back");
        trace.Count(span => span.ParentId == readBack.Id && span["http.response.status_code"] == "503").ShouldBeGreaterThan(1);
        Value(world, "connector.updates", "error.type", "OutcomeUnknown").ShouldBe(1);
        Value(world, "connector.vendor.call.duration", "error.type", "no_answer").ShouldBe(1);
        Line(world, reply)["Outcome"].ShouldBe("OutcomeUnknown");
    }

    [Fact]
    public async Task Caches_and_waits_are_counted_per_system()
    {
        await using var world = await TelemetryWorld.StartAsync();
        world.Confidential.Add("Walrus-7f3e");
        var ticket = world.Sandbox.TeamDynamix.AddTickets(1);
        for (var number = 0; number < 3; number++)
        {
            var reply = await world.UpdateAsync($"/api/systems/teamdynamix/records/tickets-42/{ticket}", """{"fields":{"Title":"Walrus-7f3e"}}""");
            reply["outcome"]?.GetValue<string>().ShouldBe("applied", reply.ToJsonString());
        }

        await world.EndAsync();

        output.WriteLine(string.Join('\n', world.Collector.Points.Where(point => point.Metric.StartsWith("connector.", StringComparison.Ordinal))));
        var catalog = world.Collector.Points.Where(point => point.Metric == "connector.cache.requests" && point["connector.cache"] == "catalog").ToList();
        catalog.ShouldAllBe(point => point["connector.system"] == "teamdynamix");
        catalog.ToDictionary(point => point["connector.cache.result"]!, point => point.Value).ShouldBe(new Dictionary<string, double> { ["miss"] = 1, ["hit"] = 2 }, ignoreOrder: true);
        var calls = world.Collector.Points.Where(point => point.Metric == "connector.vendor.call.duration").ToList();
        calls.Sum(point => point.Value).ShouldBe(world.Sandbox.TeamDynamix.Calls.Count);
        calls.ShouldAllBe(point => point.Unit == "s" && point.Bounds.Contains(0.005));
        world.Collector.Points.Where(point => point.Metric == "connector.vendor.wait.duration").Sum(point => point.Value).ShouldBe(world.Sandbox.TeamDynamix.Calls.Count);
        world.Collector.Points.ShouldContain(point => point.Metric == "http.server.request.duration");
    }

    private static string Text(ReceivedSpan span) => Attributes.Print(span.Attributes);

    private static double Value(TelemetryWorld world, string metric, string attribute, string value) =>
        world.Collector.Points.Where(point => point.Metric == metric && point[attribute] == value).Sum(point => point.Value);

    private static ReceivedLog Line(TelemetryWorld world, JsonNode reply) =>
        world.Collector.Logs.Single(log => log["connector.request_id"] == TelemetryWorld.RequestIdOf(reply));

    private IReadOnlyList<ReceivedSpan> Show(TelemetryWorld world, JsonNode reply)
    {
        var trace = world.TraceOf(TelemetryWorld.RequestIdOf(reply));
        var log = Line(world, reply);
        output.WriteLine(SpanTree.Describe(trace));
        output.WriteLine(string.Join('\n', world.Collector.Points.Where(point => point.Metric.StartsWith("connector.", StringComparison.Ordinal))));
        output.WriteLine($"{log.Severity} {log.Category}: {log.Body} | {Attributes.Print(log.Attributes)} trace={log.TraceId} span={log.SpanId}");
        return trace;
    }
}

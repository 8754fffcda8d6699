using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>Under the Functions host, its id of an invocation is what ties its own log, our spans and our log together.</summary>
public sealed class InvocationTests
{
    private const string Invocation = "6b1f0f6e-0f0a-4a53-9d7a-2f3a5a1c9e01";

    [Fact]
    public async Task A_forwarded_call_carries_the_hosts_invocation_id_on_its_spans_and_lines()
    {
        await using var world = await StartUnderHostAsync();
        var reply = await world.UpdateAsync(
            "/api/systems/autotask/records/Tickets/1", """{"fields":{"title":"renamed"}}""", ("X-Azure-Functions-InvocationId", Invocation));
        await world.EndAsync();

        reply["outcome"]!.GetValue<string>().ShouldBe("applied");
        ShouldTell(world);
    }

    [Fact]
    public async Task A_message_that_the_host_hands_over_does_too_and_says_how_long_it_waited_and_where_it_ended()
    {
        await using var world = await StartUnderHostAsync();
        var envelope = new JsonObject
        {
            ["Data"] = new JsonObject { ["message"] = """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"renamed"}}""" },
            ["Metadata"] = new JsonObject
            {
                ["Id"] = "message-1",
                ["DequeueCount"] = "1",
                ["InsertionTime"] = DateTimeOffset.UtcNow.AddSeconds(-90).ToString("O"),
            },
        };
        var reply = await world.InvokeAsync("UpdateFromQueue", Invocation, envelope);
        await world.EndAsync();

        reply["Outputs"]!["results"].ShouldNotBeNull(reply.ToJsonString());
        ShouldTell(world);
        world.Collector.Spans.Single(span => span.Name == "POST /UpdateFromQueue")["messaging.message.id"].ShouldBe("message-1");
        var lag = world.Collector.Points.Single(point => point.Metric == "connector.queue.lag");
        lag.Sum!.Value.ShouldBeInRange(89, 150);
        world.Collector.Points.Single(point => point.Metric == "connector.queue.messages")["messaging.destination.name"].ShouldBe("field-updates-results");
    }

    private static Task<TelemetryWorld> StartUnderHostAsync() =>
        TelemetryWorld.StartAsync(settings: (settings, _) => settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{FreePort()}");

    private static void ShouldTell(TelemetryWorld world)
    {
        world.Collector.Spans.Where(span => span.Kind == "server" || span.Name == "update Tickets").Select(span => span["faas.invocation_id"])
            .ShouldBe([Invocation, Invocation]);
        world.Collector.Logs.Where(log => log["faas.invocation_id"] == Invocation).ShouldHaveSingleItem()["Outcome"].ShouldBe("applied");
    }

    /// <summary>The host, too, chooses a port that is free and hopes that it stays so.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

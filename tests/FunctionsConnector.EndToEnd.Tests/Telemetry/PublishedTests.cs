using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>The published executable exports the same telemetry as the built one, over gRPC, also for messages of a real queue.</summary>
public sealed class PublishedTests(AzuriteServer azurite, PublishedServer server, ITestOutputHelper output)
{
    [Fact]
    public async Task The_published_executable_exports_each_message_over_grpc()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var world = await QueueWorld.StartAsync(azurite, server);
        await world.PutAsync("""{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"Walrus-7f3e"}}""");
        await world.PutAsync("""{"system":"autotask","recordType":"Tickets","recordId":"2","fields":{"status":"Ocelot-88d1"}}""");
        await using (var connector = await world.StartStandaloneAsync(TelemetryWorld.ExportTo(collector.Grpc, "grpc")))
        {
            var (results, rejected) = (0, 0);
            await QueueWorld.UntilAsync(
                async () =>
                {
                    results += (await QueueWorld.TakeAllAsync(world.Queues.Results)).Count;
                    rejected += (await QueueWorld.TakeAllAsync(world.Queues.Rejected)).Count;
                    return (results, rejected) == (2, 1);
                },
                TimeSpan.FromSeconds(60),
                "both messages are completed");
            await connector.AskToEndAsync();
            await connector.Ended;
            connector.ExitCode.ShouldBe(0, string.Join('\n', world.Lines));
        }

        output.WriteLine(SpanTree.Describe(collector.Spans));
        output.WriteLine(string.Join('\n', collector.Points.Where(point => point.Metric.StartsWith("connector.", StringComparison.Ordinal))));
        var attempts = collector.Spans.Where(span => span.Name == "process field-updates").ToList();
        attempts.Count.ShouldBe(2);
        attempts.ShouldAllBe(span => span.Kind == "consumer" && span.ParentId == string.Empty && span["connector.try"] == "1");
        collector.Spans.Where(span => span.Name == "update Tickets").Select(span => span["connector.outcome"]).ShouldBe(["applied", "UpdateInvalid"], ignoreOrder: true);
        collector.Spans.ShouldAllBe(span => span.ParentId != string.Empty || span.Name == "process field-updates", "polling the queue is no request");
        collector.Points.Single(point => point.Metric == "connector.queue.lag").Value.ShouldBe(2);
        collector.Points.Where(point => point.Metric == "connector.queue.messages").ToDictionary(point => point["messaging.destination.name"]!, point => point.Value)
            .ShouldBe(new Dictionary<string, double> { ["field-updates-results"] = 1, ["field-updates-rejected"] = 1 }, ignoreOrder: true);
        Confidentiality.Check(collector.Raw, [.. World.SecretsOf(world.Sandbox), "Walrus-7f3e", "Ocelot-88d1", "popreceipt"]);
    }
}

using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Telemetry;
using FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

namespace FunctionsConnector.EndToEnd.Tests.FunctionApp;

/// <summary>The host's invocation id connects its log, the connector's spans and the connector's log.</summary>
public sealed class TelemetryTests(AzuriteServer azurite, PublishedFunctionApp app)
{
    private const string Update = """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"renamed"}}""";

    [Fact]
    public async Task A_request_and_a_message_have_the_invocations_id_and_a_message_its_waiting_time()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var world = await QueueWorld.StartAsync(azurite);
        await world.PutAsync(Update);
        await using (var host = await world.StartFunctionsHostAsync(await app.FolderAsync(), TelemetryWorld.ExportTo(collector.Http, "http/protobuf")))
        {
            using var flow = new HttpClient { BaseAddress = host.Url };
            flow.DefaultRequestHeaders.Add("x-api-key", World.ApiKey);
            using var body = new StringContent("""{"fields":{"title":"renamed"}}""", Encoding.UTF8, "application/json");
            using var reply = await flow.PatchAsync("api/systems/autotask/records/Tickets/2", body, TestContext.Current.CancellationToken);
            await QueueWorld.UntilAsync(
                async () => (await QueueWorld.TakeAllAsync(world.Queues.Results)).Count > 0, TimeSpan.FromSeconds(20), "the message's update is applied");
            (await host.TerminateAsync()).ShouldBe(0, string.Join('\n', world.Lines));
        }

        var outer = collector.Spans.Where(span => span.Kind == "server" || span.Name == "process field-updates").ToDictionary(span => span.Kind);
        foreach (var update in collector.Spans.Where(span => span.Name == "update Tickets"))
        {
            var request = outer.Values.Where(span => span.TraceId == update.TraceId).ShouldHaveSingleItem(update.Name);
            (update["faas.invocation_id"], Guid.TryParse(update["faas.invocation_id"], out _)).ShouldBe((request["faas.invocation_id"], true));
            collector.Logs.Where(log => log["faas.invocation_id"] == update["faas.invocation_id"] && log["Outcome"] == "applied").ShouldHaveSingleItem();
        }

        outer.Keys.ShouldBe(["server", "consumer"], ignoreOrder: true);
        outer["server"].Name.ShouldBe("PATCH /api/systems/{system}/records/{recordType}/{recordId}");
        outer["consumer"]["messaging.message.id"].ShouldNotBeNullOrEmpty();
        collector.Points.Single(point => point.Metric == "connector.queue.lag").Value.ShouldBe(1);
        collector.Points.Single(point => point.Metric == "connector.queue.messages")["messaging.destination.name"].ShouldBe("field-updates-results");
        Confidentiality.Check(collector.Raw, [.. World.SecretsOf(world.Sandbox), "renamed"]);
    }
}

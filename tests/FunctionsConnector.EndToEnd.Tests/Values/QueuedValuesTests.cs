using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>A queued update takes and compares values as one over HTTP, and its result says the same.</summary>
public sealed class QueuedValuesTests(AzuriteServer azurite)
{
    [Fact]
    public async Task The_result_of_a_queued_update_has_days_adjusted_values_and_warnings()
    {
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await using var world = await World.StartAsync(settings: settings =>
        {
            settings["Queue"] = account.ConnectionString;
            settings["Systems:autotask:TimeZone"] = "Europe/Berlin";
        });
        world.Sandbox.Autotask.Store("Contracts", "estimatedRevenue", StoredForm.Rounded);

        var queued = await world.PostAsync(
            "/api/systems/autotask/records/Contracts/1/queue", """{"fields":{"endDate":"2026-12-31T23:30:00Z","estimatedRevenue":12.3456},"fieldsToClear":["description"]}""");
        queued.Status.ShouldBe(200, queued.Body.ToString());
        await QueueWorld.UntilAsync(async () => (await ResultsAsync()).Count > 0, TimeSpan.FromSeconds(20), "there is a result");

        using var document = JsonDocument.Parse((await ResultsAsync()).ShouldHaveSingleItem().Text);
        var result = document.RootElement;
        result.GetProperty("outcome").GetString().ShouldBe("adjusted");
        result.GetProperty("warnings").EnumerateArray().Single().GetString()!.ShouldContain("the day in Europe/Berlin was taken, 2027-01-01");
        var fields = result.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("field").GetString()!);
        fields["endDate"].GetProperty("value").GetString().ShouldBe("2027-01-01");
        fields["estimatedRevenue"].GetProperty("requestedValue").GetString().ShouldBe("12.3456");
        fields["description"].GetProperty("cleared").GetBoolean().ShouldBeTrue();
        Truths.Value(world.Sandbox.Autotask.Truth("Contracts", 1), "endDate").ShouldBe("2027-01-01T00:00:00Z");

        async Task<IReadOnlyList<ReceivedMessage>> ResultsAsync() => (await queues.Results.PeekAsync(TestContext.Current.CancellationToken)).Value!;
    }
}

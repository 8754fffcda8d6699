using System.Diagnostics;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.EndToEnd.Tests.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>A message that is delivered to two instances has one outcome.</summary>
public sealed class MessageCoordinationTests(AzuriteServer azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_outcome_that_an_ended_instance_recorded_is_that_of_the_next()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var message = Message(instances.Sandbox.Autotask.AddTickets(1));

        var first = await Instances.HandleAsync(instances.First, message);
        var second = await Instances.HandleAsync(instances.Second, message with { Attempt = 2, Deliveries = 2 });

        Instances.ResultOf(first).GetProperty("outcome").GetString().ShouldBe("applied");
        second.ShouldBe(first);
        instances.First.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_instance_waits_for_the_outcome_of_another_that_is_at_work()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var message = Message(instances.Sandbox.Autotask.AddTickets(1));
        instances.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(2)).For("PATCH"));

        var first = Instances.HandleAsync(instances.First, message);
        await QueueWorld.UntilAsync(() => Task.FromResult(instances.First.PatchesSent.Any()), TimeSpan.FromSeconds(20), "the first is at work");
        var second = await Instances.HandleAsync(instances.Second, message with { Attempt = 2, Deliveries = 2 });

        second.ShouldBe(await first);
        instances.First.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_waits_for_a_retry_is_tried_by_any_instance()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var message = Message(instances.Sandbox.Autotask.AddTickets(1));
        instances.Sandbox.Autotask.Faults.Add(Fault.Status(500, "", "text/html").For("PATCH"));
        instances.Sandbox.Autotask.Faults.Add(Fault.Status(500, "", "text/html").For("GET").Repeated(Fault.Always));

        (await Instances.HandleAsync(instances.First, message)).ShouldBeOfType<MessageOutcome.Postponed>();
        instances.Sandbox.Autotask.Faults.Clear();
        var start = Stopwatch.GetTimestamp();
        var second = await Instances.HandleAsync(instances.Second, message with { Attempt = 2 });

        Instances.ResultOf(second).GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10), "the claim has been removed");
    }

    [Fact]
    public async Task A_message_whose_instance_ended_at_work_is_made_when_its_claim_has_ended()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var message = Message(instances.Sandbox.Autotask.AddTickets(1));
        instances.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)).For("PATCH"));

        var first = Instances.HandleAsync(instances.First, message);
        await QueueWorld.UntilAsync(() => Task.FromResult(instances.First.PatchesSent.Any()), TimeSpan.FromSeconds(20), "the first is at work");

        // From now on the first instance can neither renew its claim nor record its outcome, like one that ended. The second one can.
        instances.StopTables(instances.First);
        var second = await Instances.HandleAsync(instances.Second, message with { Attempt = 2, Deliveries = 2 });
        instances.StartTables();

        Instances.ResultOf(second).GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        (await first).ShouldBe(second, "the outcome of the instance that took the message over counts");
    }

    [Fact]
    public async Task A_rejected_message_that_comes_to_another_instance_is_kept_once()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var message = new QueueMessage(Guid.NewGuid().ToString(), "no JSON", Noon, 1);

        foreach (var instance in new[] { instances.First, instances.Second })
        {
            (await instance.Services.GetRequiredService<MessageProcessor>().ProcessAsync(message)).ShouldBeNull();
        }

        (await QueueWorld.TakeAllAsync(instances.Queues.Rejected)).Count.ShouldBe(1);
        var results = await QueueWorld.TakeAllAsync(instances.Queues.Results);
        results.Select(result => result.Text).Distinct().Count().ShouldBe(1);
    }

    private static QueueMessage Message(long ticket) => new(Guid.NewGuid().ToString(), Instances.Update(ticket, "changed"), Noon, 1);
}

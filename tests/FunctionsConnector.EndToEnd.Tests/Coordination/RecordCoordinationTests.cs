using System.Diagnostics;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>Two instances never write one record at once, and keep the order of the queue.</summary>
public sealed class RecordCoordinationTests(AzuriteServer azurite, ITestOutputHelper output)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Sixty_queued_and_sixty_callers_values_of_one_record_are_all_applied_or_superseded_and_the_last_one_stays()
    {
        const int Values = 60;
        await using var instances = await Instances.StartAsync(azurite, listening: true);
        var ticket = instances.Sandbox.Autotask.AddTickets(1);
        var results = new SettledMessages(instances.Queues);
        var start = Stopwatch.GetTimestamp();

        var replies = new List<Reply>();
        for (var number = 0; number < Values; number++)
        {
            if (number < Values - 1)
            {
                await instances.PutAsync(Instances.Update(ticket, $"queued {number}", $"m{number}"));
            }

            var instance = number % 2 == 0 ? instances.First : instances.Second;
            replies.Add(await instance.UpdateFieldsAsync("Tickets", ticket, $$$"""{"fields":{"title":"called {{{number}}}"}}"""));
        }

        // The queue's times are whole seconds: the last one must be queued in a later one.
        var second = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await QueueWorld.UntilAsync(() => Task.FromResult(DateTimeOffset.UtcNow.ToUnixTimeSeconds() > second + 1), TimeSpan.FromSeconds(5), "time passes");
        await instances.PutAsync(Instances.Update(ticket, "the last", "last"));
        await QueueWorld.UntilAsync(
            async () =>
            {
                await results.CollectAsync();
                return results.Results.Count == Values;
            },
            TimeSpan.FromMinutes(2),
            "each message ends");

        output.WriteLine($"{Stopwatch.GetElapsedTime(start)}; {string.Join(", ", replies.Select(OutcomeOf).Concat(results.Results.Values.Select(all => OutcomeOf(all[0]))).CountBy(outcome => outcome))}");
        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        results.Results.Values.ShouldAllBe(all => all.Count == 1);
        results.Results.Values.Select(all => OutcomeOf(all[0])).ShouldBeSubsetOf(["applied", "Conflict"]);
        results.Results["last"][0].GetProperty("outcome").GetString().ShouldBe("applied");
        instances.Sandbox.Autotask.Truth("Tickets", ticket)["title"]!.GetValue<string>().ShouldBe("the last");
        instances.Sandbox.Autotask.Calls.All.Count(call => call.Status == 429).ShouldBe(0);
    }

    [Fact]
    public async Task An_older_message_that_another_instance_gets_later_is_superseded()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var ticket = instances.Sandbox.Autotask.AddTickets(1);

        await ApplyAsync(instances.Second, "newer", Noon.AddSeconds(1));
        var older = await HandleAsync(instances.First, "older", Noon);

        Instances.ResultOf(older).GetProperty("code").GetString().ShouldBe("Conflict");
        instances.Sandbox.Autotask.Truth("Tickets", ticket)["title"]!.GetValue<string>().ShouldBe("newer");
        await ApplyAsync(instances.First, "of the same second", Noon.AddSeconds(1));
        await ApplyAsync(instances.Second, "newest", Noon.AddSeconds(2));

        Task<MessageOutcome> HandleAsync(World instance, string title, DateTimeOffset queuedAt) =>
            Instances.HandleAsync(instance, new QueueMessage(Guid.NewGuid().ToString(), Instances.Update(ticket, title), queuedAt, 1));

        async Task ApplyAsync(World instance, string title, DateTimeOffset queuedAt) =>
            Instances.ResultOf(await HandleAsync(instance, title, queuedAt)).GetProperty("outcome").GetString().ShouldBe("applied");
    }

    [Fact]
    public async Task An_instance_waits_for_the_owner_of_a_record_and_an_owner_that_ended_loses_it_with_its_lease()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var ticket = instances.Sandbox.Autotask.AddTickets(1);
        var key = new RowKey("record", $"autotask Tickets {ticket}");
        (await instances.Table.ReadAsync(key, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();
        var until = instances.Table.Clock.Latest.AddSeconds(2);
        var lease = new SharedRow($$"""{"owner":"ended","fence":7,"until":"{{until:O}}"}""", until);
        (await instances.Table.WriteAsync(key, lease, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();

        var reply = await UpdateAsync(instances.Second, "after");

        instances.Table.Clock.Latest.ShouldBeGreaterThan(until, "the lease has ended first");
        reply.Outcome.ShouldBe("applied");

        Task<Reply> UpdateAsync(World instance, string title) => instance.UpdateFieldsAsync("Tickets", ticket, $$$"""{"fields":{"title":"{{{title}}}"}}""");
    }

    [Fact]
    public async Task The_row_of_a_record_is_removed_when_no_instance_updates_it()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var ticket = instances.Sandbox.Autotask.AddTickets(1);

        (await instances.First.UpdateFieldsAsync("Tickets", ticket, """{"fields":{"title":"x"}}""")).Outcome.ShouldBe("applied");

        await QueueWorld.UntilAsync(
            async () => await instances.Table.ReadAsync(new RowKey("record", $"autotask Tickets {ticket}"), TestContext.Current.CancellationToken) is { Failure: null, Value: null },
            TimeSpan.FromSeconds(5),
            "the row is gone");
    }

    private static string OutcomeOf(Reply reply) => reply.Outcome ?? reply.Code!;

    private static string OutcomeOf(JsonElement result) =>
        (result.TryGetProperty("outcome", out var outcome) ? outcome : result.GetProperty("code")).GetString()!;
}

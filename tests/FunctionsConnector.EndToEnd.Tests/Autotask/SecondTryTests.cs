using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>A queued update that is tried once more: an earlier try may have made it, and be the reason why this one does not pass.</summary>
public class SecondTryTests
{
    private const string NoLongerPossible =
        """{"errors":["The startDateTime, endDateTime and isComplete cannot be edited if status is of type \"Canceled\"."]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_after_a_successful_attempt_is_not_reported_as_rejected()
    {
        await using var world = await World.StartAsync();
        await MakeUnheardAsync(world, ("title", "made"));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, NoLongerPossible).For("PATCH"));

        var second = await TryAgainAsync(world, [], ("title", "made"));

        second.Value.ShouldNotBeNull($"{second.Failure}").Kind.ShouldBe(OutcomeKind.Applied);
    }

    [Fact]
    public async Task A_refusal_after_a_failed_attempt_is_reported_as_rejected()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, NoLongerPossible).For("PATCH"));

        (await TryAgainAsync(world, [], ("title", "never made"))).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.UpdateRejected);
    }

    [Fact]
    public async Task A_refusal_after_an_earlier_try_is_unknown_where_the_record_cannot_be_read()
    {
        await using var world = await World.StartAsync();
        (await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, NoLongerPossible).For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET").Repeated(Fault.Always));

        (await TryAgainAsync(world, [], ("title", "perhaps made"))).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.OutcomeUnknown);
    }

    [Fact]
    public async Task A_condition_that_its_own_update_made_false_is_no_conflict_even_with_a_choice_of_another_parent()
    {
        await using var world = await World.StartAsync();
        var changes = new[] { ("issueType", "Network"), ("subIssueType", "Wireless") };
        await MakeUnheardAsync(world, changes);

        var second = await TryAgainAsync(world, [("subIssueType", "41")], changes);

        second.Value.ShouldNotBeNull($"{second.Failure}").Kind.ShouldBe(OutcomeKind.Applied);
    }

    /// <summary>A try that goes in, and of which nothing is heard.</summary>
    private static async Task MakeUnheardAsync(World world, params (string Field, string Value)[] changes)
    {
        (await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET").Repeated(Fault.Always));
        var first = await TryAsync(world, triedBefore: false, [], changes);
        first.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.OutcomeUnknown);
        world.Sandbox.Autotask.Faults.Clear();
    }

    private static Task<Result<UpdateOutcome>> TryAgainAsync(
        World world, (string Field, string Value)[] onlyIf, params (string Field, string Value)[] changes) =>
        TryAsync(world, triedBefore: true, onlyIf, changes);

    private static Task<Result<UpdateOutcome>> TryAsync(
        World world, bool triedBefore, (string Field, string Value)[] onlyIf, (string Field, string Value)[] changes)
    {
        var request = new UpdateRequest("autotask", "Tickets", "1", [.. changes.Select(Requested)])
        {
            OnlyIf = [.. onlyIf.Select(Requested)],
            Position = new QueuePosition(DateTimeOffset.UnixEpoch, 1, triedBefore),
        };
        return world.Services.GetRequiredService<Updater>().UpdateAsync(request, Cancel);
    }

    private static RequestedChange Requested((string Field, string Value) change) => new(change.Field, JsonSerializer.SerializeToElement(change.Value));
}

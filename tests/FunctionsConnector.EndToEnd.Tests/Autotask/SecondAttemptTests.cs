using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>The second attempt of a queued update. The first attempt may have applied it, and may be the reason for a refusal of the second.</summary>
public class SecondAttemptTests
{
    private const string NoLongerPossible =
        """{"errors":["The startDateTime, endDateTime and isComplete cannot be edited if status is of type \"Canceled\"."]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_after_a_successful_attempt_is_not_reported_as_rejected()
    {
        await using var world = await World.StartAsync();
        await UpdateWithoutResponseAsync(world, ("title", "made"));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, NoLongerPossible).For("PATCH"));

        var second = await UpdateAgainAsync(world, [], ("title", "made"));

        second.Value.ShouldNotBeNull($"{second.Failure}").Kind.ShouldBe(OutcomeKind.Applied);
    }

    [Fact]
    public async Task A_refusal_after_a_failed_attempt_is_reported_as_rejected()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, NoLongerPossible).For("PATCH"));

        (await UpdateAgainAsync(world, [], ("title", "never made"))).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.UpdateRejected);
    }

    [Fact]
    public async Task A_refusal_after_an_earlier_attempt_is_unknown_if_the_record_cannot_be_read()
    {
        await using var world = await World.StartAsync();
        (await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, NoLongerPossible).For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET").Repeated(Fault.Always));

        (await UpdateAgainAsync(world, [], ("title", "perhaps made"))).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.OutcomeUnknown);
    }

    [Fact]
    public async Task A_condition_that_the_update_itself_made_false_is_no_conflict_even_with_a_choice_of_another_parent()
    {
        await using var world = await World.StartAsync();
        var changes = new[] { ("issueType", "Network"), ("subIssueType", "Wireless") };
        await UpdateWithoutResponseAsync(world, changes);

        var second = await UpdateAgainAsync(world, [("subIssueType", "41")], changes);

        second.Value.ShouldNotBeNull($"{second.Failure}").Kind.ShouldBe(OutcomeKind.Applied);
    }

    /// <summary>An attempt that is applied but gets no response.</summary>
    private static async Task UpdateWithoutResponseAsync(World world, params (string Field, string Value)[] changes)
    {
        (await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET").Repeated(Fault.Always));
        var first = await UpdateAsync(world, triedBefore: false, [], changes);
        first.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.OutcomeUnknown);
        world.Sandbox.Autotask.Faults.Clear();
    }

    private static Task<Result<UpdateOutcome>> UpdateAgainAsync(
        World world, (string Field, string Value)[] onlyIf, params (string Field, string Value)[] changes) =>
        UpdateAsync(world, triedBefore: true, onlyIf, changes);

    private static Task<Result<UpdateOutcome>> UpdateAsync(
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

using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates.Coalescing;

/// <summary>A condition is judged on a reading that was made after it was asked, when the slot of the PATCH is in hand.</summary>
public class FreshReadingTests
{
    private readonly FakeSystem _system = new();

    [Fact]
    public async Task A_condition_is_judged_when_the_patch_may_start()
    {
        var update = _system.UpdateAsync("a=1", onlyIf: "b=0");
        _system.Truth["b"] = "changed by somebody during the wait for a slot";

        (await _system.ReleaseAsync(update)).Single().Failure!.Code.ShouldBe(FailureCode.Conflict);
        _system.Patches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_condition_that_begins_to_hold_during_the_wait_holds()
    {
        var update = _system.UpdateAsync("a=1", onlyIf: "b=9");
        _system.Truth["b"] = "9";

        (await _system.ReleaseAsync(update)).Single().Value!.Kind.ShouldBe(OutcomeKind.Applied);
        _system.Reads.ShouldBe(2, "one for the condition, one read-back");
    }

    [Fact]
    public async Task The_condition_of_an_update_that_was_asked_after_the_reading_gets_a_reading_of_its_own()
    {
        Task<Result<UpdateOutcome>>? late = null;
        _system.AfterRead = () =>
        {
            // The reading is made, and the PATCH has not left yet.
            _system.AfterRead = null;
            _system.Truth["b"] = "9";
            late = _system.UpdateAsync("c=1", onlyIf: "b=0");
        };

        var first = await _system.ReleaseAsync(_system.UpdateAsync("a=1", onlyIf: "b=0"));

        first.Single().Value!.Kind.ShouldBe(OutcomeKind.Applied);
        (await _system.ReleaseAsync(late!)).Single().Failure!.Code.ShouldBe(FailureCode.Conflict);
        _system.Patches.ShouldBe(["a=1"]);
    }

    [Fact]
    public async Task An_update_without_a_condition_that_was_asked_after_the_reading_is_coalesced()
    {
        Task<Result<UpdateOutcome>>? late = null;
        _system.AfterRead = () =>
        {
            _system.AfterRead = null;
            late = _system.UpdateAsync("c=1");
        };

        await _system.ReleaseAsync(_system.UpdateAsync("a=1", onlyIf: "b=0"));
        await _system.ReleaseAsync(late!);

        _system.Patches.ShouldBe(["a=1 c=1"]);
    }

    [Fact]
    public async Task The_individual_retry_of_a_refused_batch_reads_the_record_again()
    {
        _system.Answer = update =>
        {
            // Whoever made the batch fail also changed the record.
            _system.Truth["b"] = update.Changes.Count > 1 ? "9" : _system.Truth["b"];
            return null;
        };

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1", onlyIf: "b=0"), _system.UpdateAsync("c=bad"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([FailureCode.Conflict, FailureCode.UpdateRejected]);
        _system.Patches.ShouldBe(["a=1 c=bad", "c=bad"]);
    }

    [Fact]
    public async Task A_patch_that_did_not_arrive_is_not_sent_again_on_the_old_reading()
    {
        _system.DoesNotArrive = 1;
        var update = _system.UpdateAsync("a=1", onlyIf: "b=0");

        _system.AfterLoss = () => _system.Truth["b"] = "9";

        (await _system.ReleaseAsync(update)).Single().Failure!.Code.ShouldBe(FailureCode.Conflict);
        _system.Patches.ShouldBe(["a=1"]);
    }

    [Fact]
    public async Task Members_of_a_patch_that_did_not_arrive_are_each_judged_again()
    {
        _system.DoesNotArrive = 1;
        var head = _system.UpdateAsync("a=1", onlyIf: "b=0");
        var member = _system.UpdateAsync("c=1", onlyIf: "b=0");

        _system.AfterLoss = () => _system.Truth["b"] = "9";
        var outcomes = await _system.ReleaseAsync(head, member);

        outcomes.ShouldAllBe(outcome => outcome.Failure!.Code == FailureCode.Conflict);
        _system.Patches.ShouldBe(["a=1 c=1"]);
    }

    [Fact]
    public async Task An_update_that_the_record_already_has_sends_nothing()
    {
        var outcome = (await _system.ReleaseAsync(_system.UpdateAsync("a=0", onlyIf: "b=0"))).Single();

        outcome.Value!.Kind.ShouldBe(OutcomeKind.Unchanged);
        _system.Patches.ShouldBeEmpty();
    }
}

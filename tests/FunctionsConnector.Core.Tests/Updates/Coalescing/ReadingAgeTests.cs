namespace FunctionsConnector.Core.Tests.Updates.Coalescing;

/// <summary>A condition is judged by a reading that is not older than the update, right before the PATCH.</summary>
public class ReadingAgeTests
{
    private readonly FakeSystem _system = new();

    [Fact]
    public async Task A_condition_that_broke_while_the_update_waited_for_a_slot_does_not_hold()
    {
        var update = _system.UpdateAsync("b=1", onlyIf: "a=0");
        _system.Advance(TimeSpan.FromSeconds(5));
        _system.Truth["a"] = "5";

        (await _system.ReleaseAsync(update))[0].Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Conflict);
        _system.Patches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_coalesced_update_does_not_use_a_reading_from_before_it_was_asked()
    {
        var first = _system.UpdateAsync("b=1", onlyIf: "a=0");
        _system.Advance(TimeSpan.FromMilliseconds(100));
        _system.Truth["c"] = "9";
        var second = _system.UpdateAsync("a=2", onlyIf: "c=0");

        var outcomes = await _system.ReleaseAsync(first, second);

        outcomes[0].Failure.ShouldBeNull();
        outcomes[1].Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Conflict);
        _system.Truth["a"].ShouldBe("0");
    }

    [Fact]
    public async Task Conditions_that_were_asked_later_share_one_new_reading_and_one_patch()
    {
        var first = _system.UpdateAsync("b=1", onlyIf: "a=0", verify: false);
        _system.Advance(TimeSpan.FromMilliseconds(100));
        var second = _system.UpdateAsync("c=2", onlyIf: "a=0", verify: false);

        (await _system.ReleaseAsync(first, second)).ShouldAllBe(outcome => outcome.Failure == null);
        _system.Patches.ShouldBe(["b=1 c=2"]);
        _system.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_wait_the_record_is_read_once_before_the_patch()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("b=1", onlyIf: "a=0", verify: false));

        _system.Reads.ShouldBe(1);
    }
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Tests.Testing;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates.Joining;

public class JoinedUpdateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly HeldSystem _system = new();

    [Fact]
    public async Task Updates_that_wait_for_one_record_travel_in_one_patch()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"), _system.UpdateAsync("c=1"));

        outcomes.ShouldAllBe(outcome => outcome.Value!.Kind == OutcomeKind.Applied);
        _system.Patches.ShouldBe(["a=1 b=1 c=1"]);
        _system.Reads.ShouldBe(1, "one look is enough for all");
    }

    [Fact]
    public async Task Each_caller_is_told_of_the_fields_that_the_caller_named()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=2 c=2"));

        outcomes.Select(outcome => string.Join(' ', outcome.Value!.Fields.Select(field => $"{field.Field}={field.Value}"))).ShouldBe(["a=1", "b=2 c=2"]);
    }

    [Fact]
    public async Task Updates_that_want_the_same_agree()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("a=1 b=1"));

        _system.Patches.ShouldBe(["a=1 b=1"]);
    }

    [Fact]
    public async Task Those_that_contradict_each_other_keep_their_order()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("a=2"), _system.UpdateAsync("b=1"), _system.UpdateAsync("a=3 c=3"), _system.UpdateAsync("c=1"));

        _system.Patches.ShouldBe(["a=1 b=1", "a=2", "a=3 c=3", "c=1"]);
    }

    [Fact]
    public async Task Nobody_pays_for_anothers_mistake()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=bad"), _system.UpdateAsync("c=1"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.UpdateRejected, null]);
        _system.Patches.ShouldBe(["a=1 b=bad c=1", "a=1", "b=bad", "c=1"]);
    }

    [Fact]
    public async Task Who_is_sent_back_goes_before_those_who_came_later()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("a=bad"), _system.UpdateAsync("b=1"), _system.UpdateAsync("b=2"));

        _system.Truth["b"].ShouldBe("2");
    }

    [Fact]
    public async Task A_field_that_the_vendor_ignores_is_told_to_who_named_it_alone()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=ignored"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.UpdateNotApplied]);
    }

    [Fact]
    public async Task An_outage_is_the_same_for_all_and_nobody_is_sent_again()
    {
        _system.Answer = _ => new WriteAnswer.Refused(new Failure(FailureCode.SystemUnavailable, "Away."));

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"));

        outcomes.ShouldAllBe(outcome => outcome.Failure!.Code == FailureCode.SystemUnavailable);
        _system.Patches.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_went_in_despite_an_error_is_applied_and_not_sent_again()
    {
        _system.Answer = update => WroteInDoubt(update.Changes);

        var outcomes = await _system.ReleaseAsync(
            _system.UpdateAsync("a=1", onlyIf: "a=0"), _system.UpdateAsync("b=1", onlyIf: "b=0"), _system.UpdateAsync("c=1"));

        outcomes.ShouldAllBe(outcome => outcome.Value!.Kind == OutcomeKind.Applied);
        _system.Patches.ShouldBe(["a=1 b=1 c=1"]);
    }

    [Fact]
    public async Task Who_did_not_go_in_with_those_who_did_goes_alone()
    {
        _system.Answer = update => update.Changes.Count > 1 ? WroteInDoubt(update.Changes.Where(change => change.Field.Name != "b")) : null;

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"), _system.UpdateAsync("c=1"));

        outcomes.ShouldAllBe(outcome => outcome.Value!.Kind == OutcomeKind.Applied);
        _system.Patches.ShouldBe(["a=1 b=1 c=1", "b=1"]);
    }

    [Fact]
    public async Task Nobody_pays_for_anothers_mistake_where_the_refusal_is_in_doubt()
    {
        _system.Answer = update => update.Changes.Any(change => change.Value == HeldSystem.Bad) ? WroteInDoubt([]) : null;

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=bad"), _system.UpdateAsync("c=1"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.UpdateRejected, null]);
        _system.Patches.ShouldBe(["a=1 b=bad c=1", "a=1", "b=bad", "c=1"]);
    }

    [Fact]
    public async Task Nobody_is_sent_again_while_it_cannot_be_seen_who_went_in()
    {
        _system.Answer = update => WroteInDoubt(update.Changes);
        _system.Unreadable = new Failure(FailureCode.SystemUnavailable, "Away.");

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"));

        outcomes.ShouldAllBe(outcome => outcome.Failure!.Code == FailureCode.OutcomeUnknown);
        _system.Patches.ShouldBe(["a=1 b=1"]);
    }

    [Fact]
    public async Task A_condition_holds_against_the_record_as_it_would_have_been()
    {
        var outcomes = await _system.ReleaseAsync(
            _system.UpdateAsync("a=1", onlyIf: "b=0"), _system.UpdateAsync("b=1", onlyIf: "a=0"), _system.UpdateAsync("c=1", onlyIf: "c=0"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.Conflict, null]);
        _system.Patches[0].ShouldBe("a=1 c=1", "the second would have found another a; the third depends on neither");
    }

    [Fact]
    public async Task Who_wants_no_verification_does_not_wait_for_who_does()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1", verify: false), _system.UpdateAsync("b=1"));

        outcomes.Select(outcome => outcome.Value!.Kind).ShouldBe([OutcomeKind.Accepted, OutcomeKind.Applied]);
        _system.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task Queued_updates_travel_in_the_order_of_the_queue()
    {
        await _system.ReleaseAsync(
            _system.UpdateAsync("a=1"),
            _system.UpdateAsync("b=3", place: new QueuePlace(Noon.AddSeconds(3), 3, false)),
            _system.UpdateAsync("b=2", place: new QueuePlace(Noon.AddSeconds(2), 2, false)));

        _system.Patches.ShouldBe(["a=1 b=2", "b=3"]);
    }

    [Fact]
    public async Task An_older_queued_update_undoes_nothing_at_its_last_try_either()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("b=new", place: new QueuePlace(Noon.AddSeconds(2), 2, false)));
        _system.Pass(TimeSpan.FromHours(4));
        await _system.ReleaseAsync(_system.UpdateAsync("a=1", place: new QueuePlace(Noon.AddHours(4), 3, false)));

        var outcome = await _system.ReleaseAsync(_system.UpdateAsync("b=old", place: new QueuePlace(Noon.AddSeconds(1), 1, true)));

        outcome.Single().Failure!.Code.ShouldBe(FailureCode.Conflict, "its five tries may be an hour apart each");
        _system.Truth["b"].ShouldBe("new");
    }

    [Fact]
    public async Task A_crash_of_the_way_to_the_vendor_leaves_nobody_behind()
    {
        var calls = 0;
        _system.Answer = _ => calls++ == 0 ? throw new InvalidOperationException("A bug.") : null;
        var broken = _system.UpdateAsync("a=1");
        var other = _system.UpdateAsync("b=1");

        await Should.ThrowAsync<InvalidOperationException>(_system.ReleaseAsync(broken, other));

        (await _system.ReleaseAsync(other)).Single().Value!.Kind.ShouldBe(OutcomeKind.Applied);
    }

    /// <summary>The vendor makes these changes and answers with an error that does not say whether it did.</summary>
    private WriteAnswer.Doubtful WroteInDoubt(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            _system.Truth[change.Field.Name] = change.Value;
        }

        return new WriteAnswer.Doubtful(new Failure(FailureCode.UpdateRejected, "An unexpected error."), new Failure(FailureCode.OutcomeUnknown, "Not known."));
    }
}

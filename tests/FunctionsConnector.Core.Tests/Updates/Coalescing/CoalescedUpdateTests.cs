using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates.Coalescing;

public class CoalescedUpdateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeSystem _system = new();

    [Fact]
    public async Task Updates_that_wait_for_one_record_share_one_patch()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"), _system.UpdateAsync("c=1"));

        outcomes.ShouldAllBe(outcome => outcome.Value!.Kind == OutcomeKind.Applied);
        _system.Patches.ShouldBe(["a=1 b=1 c=1"]);
        _system.Reads.ShouldBe(1, "all share one read-back");
    }

    [Fact]
    public async Task Each_outcome_has_the_fields_of_its_own_update()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=2 c=2"));

        outcomes.Select(outcome => string.Join(' ', outcome.Value!.Fields.Select(field => $"{field.Field}={field.Value}"))).ShouldBe(["a=1", "b=2 c=2"]);
    }

    [Fact]
    public async Task Updates_with_equal_values_are_coalesced()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("a=1 b=1"));

        _system.Patches.ShouldBe(["a=1 b=1"]);
    }

    [Fact]
    public async Task Conflicting_updates_keep_their_order()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("a=2"), _system.UpdateAsync("b=1"), _system.UpdateAsync("a=3 c=3"), _system.UpdateAsync("c=1"));

        _system.Patches.ShouldBe(["a=1 b=1", "a=2", "a=3 c=3", "c=1"]);
    }

    [Fact]
    public async Task Members_of_a_refused_batch_are_retried_individually()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=bad"), _system.UpdateAsync("c=1"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.UpdateRejected, null]);
        _system.Patches.ShouldBe(["a=1 b=bad c=1", "a=1", "b=bad", "c=1"]);
    }

    [Fact]
    public async Task A_member_of_a_refused_batch_without_time_for_its_own_patch_does_not_say_that_nothing_was_sent()
    {
        _system.Answer = update =>
        {
            if (update.Changes is [{ Field.Name: "a" }])
            {
                _system.Advance(TimeSpan.FromSeconds(31));
            }

            return null;
        };

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=bad"));

        _system.Patches.ShouldBe(["a=1 b=bad", "a=1"]);
        outcomes[1].Failure!.Code.ShouldBe(FailureCode.RateLimited);
        outcomes[1].Failure!.Message.ShouldContain("refused together with others");
        outcomes[1].Failure!.Message.ShouldNotContain("Nothing was sent");
    }

    [Fact]
    public async Task A_requeued_update_goes_before_later_ones()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("a=bad"), _system.UpdateAsync("b=1"), _system.UpdateAsync("b=2"));

        _system.Truth["b"].ShouldBe("2");
    }

    [Fact]
    public async Task Only_the_update_with_an_ignored_field_is_not_applied()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=ignored"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.UpdateNotApplied]);
    }

    [Fact]
    public async Task An_outage_fails_all_members_and_none_is_retried()
    {
        _system.Answer = _ => new WriteResult.Refused(new Failure(FailureCode.SystemUnavailable, "Away."));

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"));

        outcomes.ShouldAllBe(outcome => outcome.Failure!.Code == FailureCode.SystemUnavailable);
        _system.Patches.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_member_that_was_applied_despite_an_error_is_not_retried()
    {
        _system.Answer = update => WriteAmbiguously(update.Changes);

        var outcomes = await _system.ReleaseAsync(
            _system.UpdateAsync("a=1", onlyIf: "a=0"), _system.UpdateAsync("b=1", onlyIf: "b=0"), _system.UpdateAsync("c=1"));

        outcomes.ShouldAllBe(outcome => outcome.Value!.Kind == OutcomeKind.Applied);
        _system.Patches.ShouldBe(["a=1 b=1 c=1"]);
    }

    [Fact]
    public async Task Only_a_member_that_was_not_applied_is_retried()
    {
        _system.Answer = update => update.Changes.Count > 1 ? WriteAmbiguously(update.Changes.Where(change => change.Field.Name != "b")) : null;

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"), _system.UpdateAsync("c=1"));

        outcomes.ShouldAllBe(outcome => outcome.Value!.Kind == OutcomeKind.Applied);
        _system.Patches.ShouldBe(["a=1 b=1 c=1", "b=1"]);
    }

    [Fact]
    public async Task Members_are_retried_individually_after_an_ambiguous_refusal()
    {
        _system.Answer = update => update.Changes.Any(change => change.Value == FakeSystem.Bad) ? WriteAmbiguously([]) : null;

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=bad"), _system.UpdateAsync("c=1"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.UpdateRejected, null]);
        _system.Patches.ShouldBe(["a=1 b=bad c=1", "a=1", "b=bad", "c=1"]);
    }

    [Fact]
    public async Task No_member_is_retried_while_the_record_cannot_be_read()
    {
        _system.Answer = update => WriteAmbiguously(update.Changes);
        _system.Unreadable = new Failure(FailureCode.SystemUnavailable, "Away.");

        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1"), _system.UpdateAsync("b=1"));

        outcomes.ShouldAllBe(outcome => outcome.Failure!.Code == FailureCode.OutcomeUnknown);
        _system.Patches.ShouldBe(["a=1 b=1"]);
    }

    [Fact]
    public async Task A_condition_is_checked_as_if_updates_were_sent_in_sequence()
    {
        var outcomes = await _system.ReleaseAsync(
            _system.UpdateAsync("a=1", onlyIf: "b=0"), _system.UpdateAsync("b=1", onlyIf: "a=0"), _system.UpdateAsync("c=1", onlyIf: "c=0"));

        outcomes.Select(outcome => outcome.Failure?.Code).ShouldBe([null, FailureCode.Conflict, null]);
        _system.Patches[0].ShouldBe("a=1 c=1", "the second depends on a, the third on neither");
    }

    [Fact]
    public async Task A_member_without_verification_is_accepted_without_a_read_back()
    {
        var outcomes = await _system.ReleaseAsync(_system.UpdateAsync("a=1", verify: false), _system.UpdateAsync("b=1"));

        outcomes.Select(outcome => outcome.Value!.Kind).ShouldBe([OutcomeKind.Accepted, OutcomeKind.Applied]);
        _system.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task Queued_updates_are_coalesced_in_the_order_of_the_queue()
    {
        await _system.ReleaseAsync(
            _system.UpdateAsync("a=1"),
            _system.UpdateAsync("b=3", position: new QueuePosition(Noon.AddSeconds(3), 3, false)),
            _system.UpdateAsync("b=2", position: new QueuePosition(Noon.AddSeconds(2), 2, false)));

        _system.Patches.ShouldBe(["a=1 b=2", "b=3"]);
    }

    [Fact]
    public async Task An_older_queued_update_overwrites_nothing_at_its_last_attempt_either()
    {
        await _system.ReleaseAsync(_system.UpdateAsync("b=new", position: new QueuePosition(Noon.AddSeconds(2), 2, false)));
        _system.Advance(TimeSpan.FromHours(4));
        await _system.ReleaseAsync(_system.UpdateAsync("a=1", position: new QueuePosition(Noon.AddHours(4), 3, false)));

        var outcome = await _system.ReleaseAsync(_system.UpdateAsync("b=old", position: new QueuePosition(Noon.AddSeconds(1), 1, true)));

        outcome.Single().Failure!.Code.ShouldBe(FailureCode.Conflict, "its five attempts may be an hour apart each");
        _system.Truth["b"].ShouldBe("new");
    }

    [Fact]
    public async Task An_exception_of_the_head_does_not_block_the_members()
    {
        var calls = 0;
        _system.Answer = _ => calls++ == 0 ? throw new InvalidOperationException("A bug.") : null;
        var broken = _system.UpdateAsync("a=1");
        var other = _system.UpdateAsync("b=1");

        await Should.ThrowAsync<InvalidOperationException>(_system.ReleaseAsync(broken, other));

        (await _system.ReleaseAsync(other)).Single().Value!.Kind.ShouldBe(OutcomeKind.Applied);
    }

    /// <summary>The vendor applies these changes and returns an ambiguous error.</summary>
    private WriteResult.Ambiguous WriteAmbiguously(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            _system.Truth[change.Field.Name] = change.Value;
        }

        return new WriteResult.Ambiguous(new Failure(FailureCode.UpdateRejected, "An unexpected error."), new Failure(FailureCode.OutcomeUnknown, "Not known."));
    }
}

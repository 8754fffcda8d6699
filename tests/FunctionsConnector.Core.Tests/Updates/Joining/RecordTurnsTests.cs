using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Tests.Testing;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Joining;

namespace FunctionsConnector.Core.Tests.Updates.Joining;

public sealed class RecordTurnsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly FakeClock _clock = new();
    private readonly RecordTurns _turns;
    private readonly TimeLimit _unlimited;
    private readonly List<string> _made = [];

    public RecordTurnsTests() => (_turns, _unlimited) = (new RecordTurns(_clock), new TimeLimit(TimeSpan.FromDays(1), _clock, Never));

    public void Dispose() => _unlimited.Dispose();

    [Fact]
    public async Task A_batch_that_is_handed_over_in_no_order_is_made_in_the_order_of_the_queue()
    {
        Task[] updates = [UpdateAsync("third", Queued(2, 3)), UpdateAsync("first", Queued(0, 1)), UpdateAsync("second", Queued(1, 2))];

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(updates);

        _made.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task Of_those_queued_in_the_same_second_the_one_that_was_seen_first_goes_first()
    {
        Task[] updates = [UpdateAsync("second", Queued(0, 2)), UpdateAsync("first", Queued(0, 1))];

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(updates);

        _made.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task One_whose_turn_does_not_come_in_time_is_told_and_keeps_nobody_waiting()
    {
        using var leaving = new CancellationTokenSource();
        var first = await _turns.TakeAsync(Update("1"), _unlimited, Never);
        var impatient = _turns.TakeAsync(Update("1"), _unlimited, leaving.Token).AsTask();
        var patient = _turns.TakeAsync(Update("1"), _unlimited, Never).AsTask();
        await leaving.CancelAsync();

        (await impatient).ShouldBeNull();
        patient.IsCompleted.ShouldBeFalse("the first is still under way");
        first!.Dispose();
        (await patient).ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_record_does_not_wait()
    {
        using var first = await _turns.TakeAsync(Update("1"), _unlimited, Never);

        using var other = await _turns.TakeAsync(Update("2"), _unlimited, Never);

        other.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_GUID_in_either_case_is_the_same_record()
    {
        var first = await _turns.TakeAsync(Update("0be1d000-5a4d-4b0c-8e57-00000000000a"), _unlimited, Never);

        var same = _turns.TakeAsync(Update("0BE1D000-5A4D-4B0C-8E57-00000000000A"), _unlimited, Never).AsTask();

        same.IsCompleted.ShouldBeFalse("the first is still under way");
        first!.Dispose();
        (await same).ShouldNotBeNull();
    }

    private static QueuePlace Queued(int second, long number) => new(Noon.AddSeconds(second), number, TriedBefore: false);

    private static PreparedUpdate Update(string recordId, QueuePlace? place = null)
    {
        var system = new HeldSystem();
        var request = new UpdateRequest("held", "Things", recordId, [new("a", System.Text.Json.JsonElement.Parse("\"1\""))]) { Place = place };
        var prepared = Preparation.PrepareAsync(system, request, CancellationToken.None).AsTask();
        return prepared.Result.Value!;
    }

    private async Task UpdateAsync(string name, QueuePlace place)
    {
        using var turn = await _turns.TakeAsync(Update("1", place), _unlimited, Never);
        _made.Add(name);
    }
}

using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Coalescing;

namespace FunctionsConnector.Core.Tests.Updates.Coalescing;

public sealed class RecordQueuesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly FakeClock _clock = new();
    private readonly RecordQueues _queues;
    private readonly TimeLimit _unlimited;
    private readonly List<string> _started = [];

    public RecordQueuesTests() => (_queues, _unlimited) = (new RecordQueues(_clock), new TimeLimit(TimeSpan.FromDays(1), _clock, Never));

    public void Dispose() => _unlimited.Dispose();

    [Fact]
    public async Task Messages_handed_over_in_any_order_start_in_the_order_of_the_queue()
    {
        Task[] updates = [UpdateAsync("third", Queued(2, 3)), UpdateAsync("first", Queued(0, 1)), UpdateAsync("second", Queued(1, 2))];

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(updates);

        _started.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task Updates_queued_in_the_same_second_start_in_the_order_of_their_sequence()
    {
        Task[] updates = [UpdateAsync("second", Queued(0, 2)), UpdateAsync("first", Queued(0, 1))];

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(updates);

        _started.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task An_update_that_times_out_in_the_queue_does_not_block_the_next()
    {
        using var leaving = new CancellationTokenSource();
        var first = await _queues.EnterAsync(Update("1"), _unlimited, Never);
        var impatient = _queues.EnterAsync(Update("1"), _unlimited, leaving.Token).AsTask();
        var patient = _queues.EnterAsync(Update("1"), _unlimited, Never).AsTask();
        await leaving.CancelAsync();

        (await impatient).HasTimedOut.ShouldBeTrue();
        patient.IsCompleted.ShouldBeFalse("the first is still in progress");
        first.Dispose();
        (await patient).HasTimedOut.ShouldBeFalse();
    }

    [Fact]
    public async Task An_update_of_another_record_does_not_wait()
    {
        using var first = await _queues.EnterAsync(Update("1"), _unlimited, Never);

        using var other = await _queues.EnterAsync(Update("2"), _unlimited, Never);

        other.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_GUID_in_either_case_is_the_same_record()
    {
        var first = await _queues.EnterAsync(Update("0be1d000-5a4d-4b0c-8e57-00000000000a"), _unlimited, Never);

        var same = _queues.EnterAsync(Update("0BE1D000-5A4D-4B0C-8E57-00000000000A"), _unlimited, Never).AsTask();

        same.IsCompleted.ShouldBeFalse("the first is still in progress");
        first!.Dispose();
        (await same).ShouldNotBeNull();
    }

    private static QueuePosition Queued(int second, long number) => new(Noon.AddSeconds(second), number, TriedBefore: false);

    private static PreparedUpdate Update(string recordId, QueuePosition? position = null)
    {
        var system = new FakeSystem();
        var request = new UpdateRequest("held", "Things", recordId, [new("a", System.Text.Json.JsonElement.Parse("\"1\""))]) { Position = position };
        var prepared = Preparation.PrepareAsync(system, request, CancellationToken.None).AsTask();
        return prepared.Result.Value!;
    }

    private async Task UpdateAsync(string name, QueuePosition position)
    {
        using var entry = await _queues.EnterAsync(Update("1", position), _unlimited, Never);
        _started.Add(name);
    }
}

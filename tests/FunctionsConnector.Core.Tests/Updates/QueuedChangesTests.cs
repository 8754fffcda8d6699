using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates;

/// <summary>The last queued update that changed a field.</summary>
public class QueuedChangesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly FieldCatalog Fields = new(new RecordType("Tickets", "Ticket"), [new Field("title", "Title", FieldType.Text)]);

    private readonly QueuedChanges _queued = new(TimeProvider.System);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void The_last_queued_update_is_kept_in_any_order_of_completion(int first, int second)
    {
        _queued.Remember(Update(), Position(first));
        _queued.Remember(Update(), Position(second));

        _queued.CheckSuperseded(Update(), Position(2))!.Code.ShouldBe(FailureCode.Conflict);
        _queued.CheckSuperseded(Update(), Position(4)).ShouldBeNull();
    }

    [Fact]
    public void A_change_is_forgotten_when_no_older_update_can_come_back()
    {
        var clock = new FakeClock();
        var queued = new QueuedChanges(clock);
        for (var hour = 0; hour < 24; hour++)
        {
            queued.Remember(Update($"{hour}"), Position(hour));
            clock.Advance(TimeSpan.FromHours(1));
        }

        queued.Count.ShouldBe(4);
        queued.CheckSuperseded(Update("10"), Position(5)).ShouldBeNull();
        queued.CheckSuperseded(Update("23"), Position(5))!.Code.ShouldBe(FailureCode.Conflict);
    }

    private static QueuePosition Position(int number) => new(Noon, number, TriedBefore: false);

    private static PlannedUpdate Update(string id = "1") => new(new RecordReference("desk", "Tickets", id), Fields, [new Change(Fields.Find("title")!, "new")], null);
}

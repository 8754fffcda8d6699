using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates;

/// <summary>Which queued update was the last to change a field.</summary>
public class QueuedChangesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly FieldCatalog Fields = new(new RecordType("Tickets", "Ticket"), [new Field("title", "Title", FieldType.Text)]);

    private readonly QueuedChanges _queued = new(TimeProvider.System);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void In_whatever_order_updates_end_the_one_that_was_queued_last_is_remembered(int first, int second)
    {
        _queued.Remember(Update(), Place(first));
        _queued.Remember(Update(), Place(second));

        _queued.Supersede(Update(), Place(2))!.Code.ShouldBe(FailureCode.Conflict);
        _queued.Supersede(Update(), Place(4)).ShouldBeNull();
    }

    private static QueuePlace Place(int number) => new(Noon, number, TriedBefore: false);

    private static PlannedUpdate Update() => new(new RecordReference("desk", "Tickets", "1"), Fields, [new Change(Fields.Find("title")!, "new")], null);
}

using System.Collections.Frozen;
using FunctionsConnector.Core.Targets.TeamDynamix.Dialect;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;
using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class UpdateRulesTests
{
    private static readonly FrozenSet<string> RequireDate = new[] { "6" }.ToFrozenSet();

    [Fact]
    public void A_status_that_requires_a_date_is_refused_without_one() =>
        Check(null, ("StatusID", "6")).ShouldHaveSingleItem().Message.ShouldBe("Status 'On Hold' demands GoesOffHoldDate in the same update.");

    [Fact]
    public void A_status_that_requires_a_date_is_refused_with_a_cleared_date() =>
        Check(null, ("StatusID", "6"), ("GoesOffHoldDate", null)).ShouldHaveSingleItem().Target.ShouldBe("GoesOffHoldDate");

    [Fact]
    public void A_status_that_requires_a_date_is_accepted_with_one() =>
        Check(null, ("StatusID", "6"), ("GoesOffHoldDate", "2026-03-21T14:30:00Z")).ShouldBeEmpty();

    [Fact]
    public void The_flag_of_the_status_decides_not_its_class() => Check(null, ("StatusID", "7")).ShouldBeEmpty();

    [Theory]
    [InlineData("StatusID", "5", true)]
    [InlineData("StartDate", "2026-03-21T14:30:00Z", true)]
    [InlineData("EstimatedMinutes", "5", true)]
    [InlineData("ResponsibleGroupID", "5", true)]
    [InlineData("Title", "x", false)]
    public void Some_fields_of_a_ticket_that_became_a_task_are_read_only(string field, string value, bool isRefused)
    {
        var before = new Record("1001", [new("IsConvertedToTask", "true")]);

        Check(before, (field, value)).Select(detail => detail.Code).ShouldBe(isRefused ? [FailureDetailCode.FieldReadOnly] : []);
    }

    [Theory]
    [InlineData("AccountID", "0")]
    [InlineData("ResponsibleUid", "00000000-0000-0000-0000-000000000000")]
    [InlineData("StartDate", "0001-01-01T00:00:00Z")]
    [InlineData("StartDate", "0001-01-01T05:00:00Z")]
    public void A_value_that_means_empty_cannot_be_set(string field, string value) =>
        Check(null, (field, value)).ShouldHaveSingleItem().Code.ShouldBe(FailureDetailCode.ValueInvalid);

    [Fact]
    public void The_value_that_clears_a_location_of_an_asset_cannot_be_set() =>
        CheckAsset(("LocationID", "-1")).ShouldHaveSingleItem().Code.ShouldBe(FailureDetailCode.ValueInvalid);

    [Fact]
    public void A_quantity_may_be_0_and_cannot_be_cleared()
    {
        Check(null, ("EstimatedMinutes", "0")).ShouldBeEmpty();
        Check(null, ("EstimatedMinutes", null)).ShouldHaveSingleItem().Message
            .ShouldBe("Estimated Minutes is never empty in TeamDynamix. Set it to 0 instead of clearing it.");
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "A1", false)]
    public void An_asset_keeps_a_name_or_a_serial_number(string? name, string? serial, bool isRefused) =>
        CheckAsset(("Name", name), ("SerialNumber", serial)).Any().ShouldBe(isRefused);

    private static List<FailureDetail> Check(Record? before, params (string Field, string? Value)[] changes) =>
        [.. UpdateRules.Check(TicketCatalog.Update(before, changes), ItemKind.Ticket, RequireDate)];

    private static IEnumerable<FailureDetail> CheckAsset(params (string Field, string? Value)[] changes)
    {
        var fields = new FieldCatalog(new RecordType("assets-7", "Assets"), AssetFields.All.Select(field => field.ToField(null)));
        var planned = changes.Select(change => new Change(fields.Find(change.Field)!, change.Value)).ToList();
        return UpdateRules.Check(new PlannedUpdate(new RecordReference("tdx", "assets-7", "1"), fields, planned, null), ItemKind.Asset, []);
    }
}

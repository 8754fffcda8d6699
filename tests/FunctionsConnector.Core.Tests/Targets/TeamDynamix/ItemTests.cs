using FunctionsConnector.Core.Targets.TeamDynamix.Items;
using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class ItemTests
{
    private static readonly ItemType Tickets42 = new(ItemKind.Ticket, 42);
    private static readonly TimeZoneInfo East = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(-5), "east", "east");

    [Theory]
    [InlineData("GoesOffHoldDate", "\"0001-01-01T05:00:00Z\"", null)]
    [InlineData("GoesOffHoldDate", "\"0001-01-01T00:00:00\"", null)]
    [InlineData("GoesOffHoldDate", "\"0001-01-01T00:00:00Z\"", null)]
    [InlineData("GoesOffHoldDate", "\"0001-01-01T00:00:00+05:00\"", null)]
    [InlineData("GoesOffHoldDate", "\"\"", null)]
    [InlineData("GoesOffHoldDate", "\"2026-03-21T14:30:00\"", "2026-03-21T14:30:00Z")]
    [InlineData("GoesOffHoldDate", "\"2026-03-21T09:30:00-05:00\"", "2026-03-21T14:30:00Z")]
    [InlineData("ResponsibleUid", "\"00000000-0000-0000-0000-000000000000\"", null)]
    [InlineData("ResponsibleUid", "\"A3B0C442-98FC-4C14-9AFB-F4C8996FB924\"", "a3b0c442-98fc-4c14-9afb-f4c8996fb924")]
    [InlineData("SourceID", "0", null)]
    [InlineData("FormID", "-1", "-1")]
    [InlineData("AccountID", "\"6514\"", "6514")]
    [InlineData("AccountID", "6514", "6514")]
    [InlineData("EstimatedMinutes", "0", "0")]
    [InlineData("TimeBudget", "2.50", "2.5")]
    [InlineData("Title", "\"\"", null)]
    [InlineData("Title", "null", null)]
    [InlineData("Title", "\"Printer\"", "Printer")]
    [InlineData("IsOnHold", "false", "false")]
    public void A_property_is_read_into_canonical_text(string field, string json, string? expected)
    {
        var record = Read($$"""{"ID":1001,"AppID":42,"{{field}}":{{json}}}""", TimeZoneInfo.Utc);

        record.Shows(field).ShouldBeTrue();
        record[field].ShouldBe(expected);
    }

    [Theory]
    [InlineData(5678, "\"26190\"", "26190")]
    [InlineData(5678, "26190", "26190")]
    [InlineData(5678, "\"0\"", null)]
    [InlineData(5678, "\"\"", null)]
    [InlineData(77, "\"2, 1\"", "2,1")]
    [InlineData(1234, "\"0\"", "0")]
    [InlineData(1234, "null", null)]
    [InlineData(66, "\"A3B0C442-98FC-4C14-9AFB-F4C8996FB924\"", "a3b0c442-98fc-4c14-9afb-f4c8996fb924")]
    [InlineData(88, "\"0001-01-01T05:00:00Z\"", null)]
    [InlineData(88, "\"2026-03-21T05:00:00Z\"", "2026-03-21")]
    [InlineData(88, "\"2026-03-21T00:00:00Z\"", "2026-03-20")]
    [InlineData(88, "\"2026-03-21T00:00:00\"", "2026-03-21")]
    [InlineData(88, "\"9999-12-31T00:00:00Z\"", "9999-12-31")]
    [InlineData(88, "\"2026-03-21T00:00:00-05:00\"", "2026-03-21")]
    [InlineData(88, "\"2026-03-21\"", "2026-03-21")]
    public void An_attribute_is_read_into_canonical_text(int id, string json, string? expected)
    {
        var record = Read($$"""{"ID":1001,"AppID":42,"Attributes":[{"ID":{{id}},"Value":{{json}},"ValueText":"ignored"}]}""", East);

        var field = TicketCatalog.Fields.Fields.Single(field => field.IsCustom && field.Id == $"{id}");
        record.Shows(field.Name).ShouldBeTrue();
        record[field.Name].ShouldBe(expected);
    }

    [Fact]
    public void An_attribute_missing_from_a_whole_item_is_empty_and_from_an_echo_is_not_shown()
    {
        var item = Item.From(TicketCatalog.Json("""{"ID":1001,"AppID":42,"Attributes":[]}"""), ItemKind.Ticket)!;

        item.ToRecord(TicketCatalog.Fields, isWhole: true).Shows("Lifecycle").ShouldBeTrue();
        item.ToRecord(TicketCatalog.Fields, isWhole: false).Shows("Lifecycle").ShouldBeFalse();
    }

    [Fact]
    public void Missing_properties_and_attributes_are_not_shown()
    {
        var record = Read("""{"ID":1001,"AppID":42}""", TimeZoneInfo.Utc);

        record.Shows("Title").ShouldBeFalse();
        record.Shows("Lifecycle").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"ID":1001,"AppID":42}""", true)]
    [InlineData("""{"ID":1001}""", true)]
    [InlineData("""{"ID":"1001","AppID":0}""", true)]
    [InlineData("""{"ID":1002,"AppID":42}""", false)]
    [InlineData("""{"ID":1001,"AppID":43}""", false)]
    public void An_item_is_identified_by_its_id_and_its_application(string json, bool isIt) =>
        Item.From(TicketCatalog.Json(json), ItemKind.Ticket)!.Is(Tickets42, "1001").ShouldBe(isIt);

    [Fact]
    public void A_person_is_identified_by_a_guid_in_any_case() => Item
        .From(TicketCatalog.Json("""{"UID":"A3B0C442-98FC-4C14-9AFB-F4C8996FB924"}"""), ItemKind.Person)!
        .Is(new ItemType(ItemKind.Person, null), "a3b0c442-98fc-4c14-9afb-f4c8996fb924")
        .ShouldBeTrue();

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"Title":"no id"}""")]
    public void JSON_without_an_id_is_no_item(string json) => Item.From(TicketCatalog.Json(json), ItemKind.Ticket).ShouldBeNull();

    private static Record Read(string json, TimeZoneInfo zone) =>
        Item.From(TicketCatalog.Json(json), ItemKind.Ticket)!.ToRecord(TicketCatalog.In(zone), isWhole: true);
}

using FunctionsConnector.Core.Targets.TeamDynamix.Dialect;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class PatchDialectTests
{
    private static readonly TimeZoneInfo East = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(-5), "east", "east");

    [Fact]
    public void Set_and_cleared_fields_and_attributes_are_in_one_body() =>
        Write(("Title", "Updated Title"), ("AccountID", "47"), ("1234", "New Attribute Value"), ("5678", null)).ShouldBe(
            """[{"op":"add","path":"/Title","value":"Updated Title"},{"op":"add","path":"/AccountID","value":47},"""
            + """{"op":"add","path":"/attributes/1234","value":"New Attribute Value"},{"op":"remove","path":"/attributes/5678"}]""");

    [Theory]
    [InlineData("Title", "Été \"n\" <b>", """{"op":"add","path":"/Title","value":"Été \"n\" <b>"}""")]
    [InlineData("Status", "5", """{"op":"add","path":"/StatusID","value":5}""")]
    [InlineData("SourceID", null, """{"op":"remove","path":"/SourceID"}""")]
    [InlineData("LocationID", "9", """{"op":"add","path":"/LocationID","value":9}""")]
    [InlineData("LocationID", null, """{"op":"remove","path":"/LocationID"}""")]
    [InlineData("TimeBudget", "2.5", """{"op":"add","path":"/TimeBudget","value":2.5}""")]
    [InlineData("ResponsibleUid", "a3b0c442-98fc-4c14-9afb-f4c8996fb924", """{"op":"add","path":"/ResponsibleUid","value":"a3b0c442-98fc-4c14-9afb-f4c8996fb924"}""")]
    [InlineData("ResponsibleUid", null, """{"op":"remove","path":"/ResponsibleUid"}""")]
    [InlineData("GoesOffHoldDate", "2026-03-21T14:30:00Z", """{"op":"add","path":"/GoesOffHoldDate","value":"2026-03-21T14:30:00Z"}""")]
    [InlineData("GoesOffHoldDate", "2026-03-21T14:30:00.1234567Z", """{"op":"add","path":"/GoesOffHoldDate","value":"2026-03-21T14:30:00Z"}""")]
    [InlineData("Go Live", "2026-03-21", """{"op":"add","path":"/attributes/88","value":"2026-03-21T00:00:00+00:00"}""")]
    [InlineData("Lifecycle", "26190", """{"op":"add","path":"/attributes/5678","value":"26190"}""")]
    [InlineData("Platforms", "2,1", """{"op":"add","path":"/attributes/77","value":"2,1"}""")]
    [InlineData("Seats", "12", """{"op":"add","path":"/attributes/99","value":"12"}""")]
    public void A_change_is_written_in_the_form_of_its_field(string field, string? value, string expected) =>
        Write((field, value)).ShouldBe($"[{expected}]");

    [Theory]
    [InlineData("LocationID")]
    [InlineData("LocationRoomID")]
    public void A_location_of_an_asset_is_cleared_by_minus_one(string name) => PatchDialect
        .Write([new Change(AssetFields.All.Single(field => field.Name == name).ToField(null), null)], ItemKind.Asset)
        .ShouldBe($$"""[{"op":"add","path":"/{{name}}","value":-1}]""");

    [Fact]
    public void A_day_starts_at_midnight_in_the_zone_of_the_server() => PatchDialect
        .Write([new Change(TicketCatalog.In(East).Find("Go Live")!, "2026-03-21")], ItemKind.Ticket)
        .ShouldBe("""[{"op":"add","path":"/attributes/88","value":"2026-03-21T00:00:00-05:00"}]""");

    [Fact]
    public void Tags_are_a_list() => PatchDialect
        .Write([new Change(ArticleFields.All.Single(field => field.Name == "Tags").ToField(null), "vpn,wifi")], ItemKind.Article)
        .ShouldBe("""[{"op":"add","path":"/Tags","value":["vpn","wifi"]}]""");

    [Fact]
    public void A_flag_is_a_json_boolean() => PatchDialect
        .Write([new Change(new Field("IsActive", "Is Active", FieldType.Boolean), "false")], ItemKind.Person)
        .ShouldBe("""[{"op":"add","path":"/IsActive","value":false}]""");

    private static string Write(params (string Field, string? Value)[] changes) =>
        PatchDialect.Write(TicketCatalog.Update(changes).Changes, ItemKind.Ticket);
}

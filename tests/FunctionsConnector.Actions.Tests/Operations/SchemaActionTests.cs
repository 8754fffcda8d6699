using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Tests.Operations;

/// <summary>The cache of written schemas, and the zone in them.</summary>
public sealed class SchemaActionTests
{
    private readonly FakeSystem _system = new(
        new TargetSystemSettings("fake", "Fake") { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") }, TimeProvider.System);

    private readonly SchemaAction _action;

    public SchemaActionTests() => _action = new SchemaAction(new TargetSystems([_system.Settings], _ => _system), UpdateSchema.Render);

    [Fact]
    public async Task The_schema_of_a_catalog_is_written_once()
    {
        var first = await AskAsync();

        (await AskAsync()).Body.Equals(first.Body).ShouldBeTrue("the same bytes, not only the same text");
    }

    [Fact]
    public async Task A_refreshed_catalog_has_a_new_schema()
    {
        await AskAsync();
        _system.Catalog = new FieldCatalog(new RecordType("Tickets", "Ticket"), [new Field("added", "Added", FieldType.Text)]);

        Encoding.UTF8.GetString((await AskAsync()).Body.Span).ShouldBe(
            """{"schema":{"type":"object","properties":{"added":{"type":"string","title":"Added","x-ms-summary":"Added","description":"Blank leaves it as it is."}}}}""");
    }

    [Theory]
    [InlineData(FieldType.DateTime, false, "A date-time such as 2027-03-21T14:30:00Z; without an offset it is in the time zone Europe/Berlin.")]
    [InlineData(FieldType.DateTime, true, "A day such as 2027-03-21, or a date-time; a date-time without an offset is in the time zone Europe/Berlin.")]
    [InlineData(FieldType.Date, false, "A day such as 2027-03-21, in no time zone. Of a date-time, the day in the time zone Europe/Berlin is taken.")]
    public async Task A_date_says_its_zone(FieldType type, bool takesDays, string description)
    {
        _system.Catalog = new FieldCatalog(new RecordType("Tickets", "Ticket"), [new Field("due", "Due", type) { TakesDays = takesDays }]);

        Encoding.UTF8.GetString((await AskAsync()).Body.Span).ShouldContain($"Blank leaves it as it is. {description}");
    }

    private Task<ActionReply> AskAsync() => _action.RunAsync(
        new ActionRequest(new Caller("anybody", []), "request") { System = "fake", RecordType = "Tickets" }, TestContext.Current.CancellationToken);
}

using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Tests.Operations;

/// <summary>The cache of written schemas.</summary>
public sealed class GetUpdateSchemaActionTests
{
    private readonly FakeSystem _system = new(new TargetSystemSettings("fake", "Fake"), TimeProvider.System);
    private readonly GetUpdateSchemaAction _action;

    public GetUpdateSchemaActionTests() => _action = new GetUpdateSchemaAction(new TargetSystems([_system.Settings], _ => _system));

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

    private Task<ActionReply> AskAsync() => _action.RunAsync(
        new ActionRequest(new Caller("anybody", []), "request") { System = "fake", RecordType = "Tickets" }, TestContext.Current.CancellationToken);
}

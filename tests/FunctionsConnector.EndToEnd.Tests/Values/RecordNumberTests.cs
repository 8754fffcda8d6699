using FunctionsConnector.EndToEnd.Tests.Autotask;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Records named by their number as people see it, and record types by their label.</summary>
public class RecordNumberTests
{
    private const string Rename = """{"fields":{"purchaseOrderNumber":"PO-7"}}""";

    [Theory]
    [InlineData("Tickets", "T20260105.0007", "7")]
    [InlineData("Tickets", "t20260105.0007", "7")]
    [InlineData("Tasks", "T20260105.5007", "7")]
    [InlineData("Projects", "P20260105.0007", "7")]
    public async Task A_record_is_updated_by_its_number(string recordType, string number, string id)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync("autotask", recordType, number, Rename);

        reply.ShouldSay("applied");
        reply.Body.GetProperty("recordId").GetString().ShouldBe(id);
        Truths.Value(world.Sandbox.Autotask.Truth(recordType, long.Parse(id, CultureInfo.InvariantCulture)), "purchaseOrderNumber").ShouldBe("PO-7");
    }

    [Theory]
    [InlineData("Companies", "C00007", "phone")]
    [InlineData("ConfigurationItems", "REF-7", "serialNumber")]
    [InlineData("Companies", "2026-07", "phone")]
    public async Task Any_entity_with_a_number_can_be_read_by_it(string recordType, string number, string field)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.SetTruth("ConfigurationItems", 7, "referenceNumber", "REF-7");
        world.Sandbox.Autotask.SetTruth("Companies", 7, "companyNumber", number.StartsWith('2') ? number : "C00007");

        var reply = await world.GetAsync($"/api/systems/autotask/records/{recordType}/{number}?fields={field}");

        reply.Status.ShouldBe(200, reply.Body.ToString());
        reply.Body.GetProperty("recordId").GetString().ShouldBe("7");
    }

    [Theory]
    [InlineData("autotask", "Tickets", "T20260105.9999", 404, "RecordNotFound")]
    [InlineData("autotask", "Tickets", "C00007", 400, "InvalidRequest")]
    [InlineData("autotask", "Contacts", "C00007", 400, "InvalidRequest")]
    [InlineData("autotask", "Tickets", "seven", 400, "InvalidRequest")]
    [InlineData("autotask", "Companies", "C0000%2F7", 400, "InvalidRequest")]
    [InlineData("teamdynamix", "tickets-42", "T20260105.0007", 400, "InvalidRequest")]
    public async Task A_text_that_is_no_number_of_a_record_is_refused(string system, string recordType, string number, int status, string code)
    {
        await using var world = await World.StartAsync();

        (await world.GetAsync($"/api/systems/{system}/records/{recordType}/{number}")).ShouldFail(status, code);
        (await world.UpdateFieldsAsync(system, recordType, number, """{"fields":{"title":"x"}}""")).ShouldFail(status, code);
    }

    [Fact]
    public async Task A_number_of_several_records_is_refused_with_their_ids()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.SetTruth("Companies", 8, "companyNumber", "C00007");

        var reply = await world.UpdateFieldsAsync("autotask", "Companies", "C00007", """{"fields":{"phone":"1"}}""");

        reply.ShouldFail(400, "InvalidRequest");
        reply.Message.ShouldEndWith("'C00007': id 7, id 8. Use the id of one.");
    }

    [Fact]
    public async Task A_number_costs_one_call_and_none_when_it_was_asked_for_lately()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"warm"}}""");
        world.Sandbox.Autotask.Calls.Clear();

        (await world.UpdateFieldsAsync("autotask", "Tickets", "T20260105.0007", Rename)).ShouldSay("applied");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(3);
        (await world.UpdateFieldsAsync("autotask", "Tickets", "T20260105.0007", """{"fields":{"title":"again"}}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Updates_by_number_and_by_id_of_one_record_wait_for_each_other()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.KeepHistory("Tickets", 7);

        var updates = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            world.UpdateFieldsAsync("autotask", "Tickets", number % 2 == 0 ? "7" : "T20260105.0007", $$$"""{"fields":{"title":"number {{{number}}}"}}""")));

        updates.ShouldAllBe(reply => reply.Outcome == "applied");
    }

    [Theory]
    [InlineData("autotask", "Configuration%20Items", "7", "ConfigurationItems")]
    [InlineData("autotask", "ticket%20notes", "7", "TicketNotes")]
    [InlineData("teamdynamix", "Service%20Desk%20(tickets)", "1001", "tickets-42")]
    [InlineData("teamdynamix", "People", "50000000-5a4d-4b0c-8e57-000000000002", "people")]
    public async Task A_record_type_is_found_by_its_label(string system, string label, string id, string recordType)
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync($"/api/systems/{system}/records/{label}/{id}");

        reply.Status.ShouldBe(200, reply.Body.ToString());
        reply.Body.GetProperty("recordType").GetString().ShouldBe(recordType);
        (await world.GetAsync($"/api/systems/{system}/record-types/{label}/fields")).Status.ShouldBe(200);
    }
}

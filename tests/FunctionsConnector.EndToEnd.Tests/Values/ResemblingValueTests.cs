namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>A record that shows something like the new value is no proof of an update that the vendor refused.</summary>
public class ResemblingValueTests
{
    private const string Refusal = """{"errors":["You may not change this."]}""";

    [Fact]
    public async Task A_refused_change_of_white_space_is_not_reported_as_applied()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.SetTruth("Tickets", 1, "title", "Printer1");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, Refusal).For("PATCH").Repeated(Fault.Always));

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"Printer 1"}""")).ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task A_refused_change_of_letter_case_is_rejected_where_the_record_was_read_before()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.SetTruth("Contacts", 1, "emailAddress", "Jane@contoso.example");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, Refusal).For("PATCH").Repeated(Fault.Always));

        (await world.UpdateFieldAsync("Contacts", 1, """{"field":"emailAddress","value":"jane@contoso.example"}""")).ShouldFail(422, "UpdateRejected");
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", "contractID", "\"1E2\"")]
    [InlineData("teamdynamix", "tickets-42", "1001", "AccountID", "\"1E3\"")]
    [InlineData("teamdynamix", "tickets-42", "1001", "AccountID", """{"label":"6514"}""")]
    public async Task A_name_that_could_be_read_as_a_number_is_a_name(string system, string recordType, string id, string field, string value)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync(system, recordType, id, $$$"""{"fields":{"{{{field}}}":{{{value}}}}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe("ChoiceNotFound");
    }

    [Theory]
    [InlineData("""{"fields":{"stat\uFFFEus":"New"}}""", 422)]
    [InlineData("""{"fields":{"status":"Ne\uFFFEw"}}""", 422)]
    [InlineData("""{"fields":{"title":"a\uFFFEb"}}""", 200)]
    public async Task A_text_without_a_Unicode_form_is_taken_as_it_is(string body, int status)
    {
        await using var world = await World.StartAsync();

        (await world.UpdateFieldsAsync("Tickets", 1, body)).Status.ShouldBe(status);
    }
}

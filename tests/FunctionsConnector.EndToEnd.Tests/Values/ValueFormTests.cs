using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>A value is taken in every form in which flows and agents send it, and a form with two meanings is refused.</summary>
public sealed class ValueFormTests(AzuriteServer azurite)
{
    /// <summary>The system, the field, the value as sent, the field's true name, and the value that the record then holds.</summary>
    public static TheoryData<string, string, string, string, string> Taken => new()
    {
        { InAutotask, "status", "\"Complete\"", "status", "5" },
        { InAutotask, "status", "5", "status", "5" },
        { InAutotask, "status", "5.0", "status", "5" },
        { InAutotask, "status", "\"5\"", "status", "5" },
        { InAutotask, "status", "\"id:5\"", "status", "5" },
        { InAutotask, "status", """{"@odata.type":"#Microsoft.Azure.Connectors.SharePoint.SPListExpandedReference","Id":1,"Value":"Complete"}""", "status", "5" },
        { InAutotask, "status", """{"id":"5","label":"Complete"}""", "status", "5" },
        { InAutotask, "status", """{"id":5}""", "status", "5" },
        { InAutotask, "status", """{"label":"complete"}""", "status", "5" },
        { InAutotask, "status", "[\"Complete\"]", "status", "5" },
        { InAutotask, "status", """[{"Value":"Complete"}]""", "status", "5" },
        { InAutotask, "status", """[null,"Complete",""]""", "status", "5" },
        { InAutotask, "status", "\"[\\\"Complete\\\"]\"", "status", "5" },
        { InAutotask, "status", "\"{\\\"Value\\\":\\\"Complete\\\"}\"", "status", "5" },
        { InAutotask, "status", "\" Complete\\u00a0\"", "status", "5" },
        { InAutotask, "status", "\"Waiting\\u00a0 Customer\"", "status", "7" },
        { InAutotask, "status", "\"Waiting&nbsp;Customer\"", "status", "7" },
        { InAutotask, "contractID", "\"id:1\"", "contractID", "1" },
        { InAutotask, "contractID", """{"id":1}""", "contractID", "1" },
        { InTeamDynamix, "AccountID", "\"id:6514\"", "AccountID", "6514" },
        { InAutotask, "subIssueType", """{"Value":"Software"}""", "subIssueType", "42" },
        { InAutotask, "CustomerRanking", """["Golden"]""", "CustomerRanking", "Golden" },
        { InAutotask, "estimatedHours", "\" 2.25\\u00a0\"", "estimatedHours", "2.25" },
        { InAutotask, "estimatedHours", "[2.25]", "estimatedHours", "2.25" },
        { InAutotask, "isVisibleToComanaged", """{"Value":"No"}""", "isVisibleToComanaged", "false" },
        { InAutotask, "purchaseOrderNumber", "\"[\\\"a\\\"]\"", "purchaseOrderNumber", "[\"a\"]" },
        { InAutotask, "purchaseOrderNumber", "\"id:7\"", "purchaseOrderNumber", "id:7" },
        { InAutotask, "purchaseOrderNumber", """{"Value":"PO; 7"}""", "purchaseOrderNumber", "PO; 7" },
        { InAutotask, "  Purchase\\u00a0Order Number ", "\"7\"", "purchaseOrderNumber", "7" },
        { InTeamDynamix, "StatusID", "\"In Process \"", "StatusID", "12" },
        { InTeamDynamix, "StatusID", """[{"Id":0,"Value":"In Process"}]""", "StatusID", "12" },
        { InTeamDynamix, "9001", """{"Value":"South Hall"}""", "attributes/9001", "90012" },
        { InTeamDynamix, "9001", "\"[\\\"South Hall\\\"]\"", "attributes/9001", "90012" },
        { InTeamDynamix, "9008", "101", "attributes/9008", "90081" },
        { InTeamDynamix, "9008", "90082", "attributes/9008", "90082" },
        { InTeamDynamix, "9010", "\"Cable; Docking Station\"", "attributes/9010", "90101,90103" },
        { InTeamDynamix, "9010", "\"Cable, Docking Station\"", "attributes/9010", "90101,90103" },
        { InTeamDynamix, "9010", "\"Adapter, USB-C;Cable;\"", "attributes/9010", "90101,90102" },
        { InTeamDynamix, "9010", """["Adapter, USB-C","Cable"]""", "attributes/9010", "90101,90102" },
        { InTeamDynamix, "9010", "\"[\\\"Adapter, USB-C\\\",\\\"Cable\\\"]\"", "attributes/9010", "90101,90102" },
        { InTeamDynamix, "9010", """[{"Id":0,"Value":"Adapter, USB-C"},{"Id":1,"Value":"Cable"}]""", "attributes/9010", "90101,90102" },
        { InTeamDynamix, "9010", "\"[{\\\"Value\\\":\\\"Cable\\\"}]\"", "attributes/9010", "90101" },
        { InTeamDynamix, "9010", """{"Value":"Adapter, USB-C"}""", "attributes/9010", "90102" },
        { InTeamDynamix, "9010", "\"id:90101, id:90103\"", "attributes/9010", "90101,90103" },
        { InTeamDynamix, "9010", "[90101,\"Docking Station\"]", "attributes/9010", "90101,90103" },
        { InTeamDynamix, "9012", "\"id:90121\"", "attributes/9012", "90121" },

        // The label of one choice is the id of another one.
        { InAutotask, "lot", "\"5\"", "lot", "7" },
        { InAutotask, "lot", "5", "lot", "5" },
        { InAutotask, "lot", "\"id:5\"", "lot", "5" },
        { InAutotask, "lot", """{"Value":"5"}""", "lot", "7" },
        { InAutotask, "lot", """{"id":"5"}""", "lot", "5" },
        { InAutotask, "lot", "\"R&D\"", "lot", "8" },
        { InAutotask, "lot", "\"Cafe\\u0301\"", "lot", "9" },
        { InTeamDynamix, "9020", "\"5\"", "attributes/9020", "7" },
        { InTeamDynamix, "9020", "5", "attributes/9020", "5" },
        { InTeamDynamix, "9020", "\"id:5\"", "attributes/9020", "5" },
        { InTeamDynamix, "9020", "\"R&D\"", "attributes/9020", "8" },
        { InTeamDynamix, "9020", "\"Cafe\\u0301\"", "attributes/9020", "9" },
    };

    /// <summary>The system, the field, the value as sent, the detail's code, and what the message says.</summary>
    public static TheoryData<string, string, string, string, string> Refused => new()
    {
        { InAutotask, "estimatedHours", "\"1,234.5\"", "ValueInvalid", "without separators between thousands" },
        { InAutotask, "estimatedHours", "\"1.234,5\"", "ValueInvalid", "without separators between thousands" },
        { InAutotask, "estimatedHours", "\"1 234\"", "ValueInvalid", "without separators between thousands" },
        { InAutotask, "estimatedHours", "\"2,5\"", "ValueInvalid", "with a point before the decimals" },
        { InAutotask, "monitorID", "\"1,000\"", "ValueInvalid", "without separators between thousands" },
        { InAutotask, "dueDateTime", "\"12/24/2026\"", "ValueInvalid", "Send 2026-12-24" },
        { InAutotask, "dueDateTime", "\"03/04/2026 10:00 AM\"", "ValueInvalid", "Send 2026-03-04 or 2026-04-03" },
        { InAutotask, "dueDateTime", "\"24.12.2026\"", "ValueInvalid", "Send 2026-12-24" },
        { InAutotask, "dueDateTime", "\"Thursday, December 24, 2026\"", "ValueInvalid", "Send 2026-12-24" },
        { InAutotask, "dueDateTime", "\"46380\"", "ValueInvalid", "as Excel stores dates. Send 2026-12-24" },
        { InAutotask, "dueDateTime", "46380", "ValueInvalid", "as Excel stores dates. Send 2026-12-24" },
        { InAutotask, "status", """["New","Complete"]""", "ValueInvalid", "a list, and the field holds one value" },
        { InAutotask, "status", "\"New; Complete\"", "ChoiceNotFound", "'New; Complete'" },
        { InAutotask, "status", "\"id:Complete\"", "ChoiceNotFound", "'id:Complete' is not one of: New, Complete" },
        { InAutotask, "status", """{"Colour":"Red"}""", "ValueInvalid", "without a 'Value', 'id' or 'label'" },
        { InAutotask, "status", "\"Complet\"", "ChoiceNotFound", "Did you mean 'Complete'?" },
        { InAutotask, "title", """{"Value":{"Value":"x"}}""", "ValueInvalid", "without a 'Value', 'id' or 'label'" },
        { InTeamDynamix, "9005", "\"24.12.2026\"", "ValueInvalid", "Send 2026-12-24" },
        { InTeamDynamix, "TimeBudget", "\"1,234\"", "ValueInvalid", "without separators between thousands" },
        { InTeamDynamix, "9001", "\"Sout Hall\"", "ChoiceNotFound", "Did you mean 'South Hall'" },
        { InTeamDynamix, "9010", """["Cable",["Docking Station"]]""", "ValueInvalid", "not a list of plain values" },
        { InTeamDynamix, "9010", "\"Cable; Dock\"", "ChoiceNotFound", "Did you mean 'Docking Station'?" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task A_value_is_taken_in_the_form_in_which_flows_send_it(string system, string field, string value, string truth, string expected)
    {
        await using var world = await StartAsync();

        (await world.UpdateAsync(system, $$$"""{"fields":{"{{{field}}}":{{{value}}}}}""")).ShouldSay("applied");
        world.TruthOf(system, truth).ShouldBe(expected);

        (await world.UpdateOneAsync(system, $$"""{"field":"{{field}}","value":{{value}}}""")).Status.ShouldBe(200);
        world.TruthOf(system, truth).ShouldBe(expected);
        (await world.UpdateAsync(system, $$$"""{"fields":{"Title":"new"},"onlyIf":{"{{{field}}}":{{{value}}}}}""")).ShouldSay("applied");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_form_with_two_meanings_is_refused_with_the_form_to_use_and_nothing_is_sent(string system, string field, string value, string detail, string says)
    {
        await using var world = await StartAsync();

        var reply = await world.UpdateAsync(system, $$$"""{"fields":{"{{{field}}}":{{{value}}}}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(detail);
        reply.Message.ShouldContain(says, Case.Sensitive);
        world.Patches(system).ShouldBe(0);
    }

    [Theory]
    [InlineData(InAutotask, "autotask/record-types/Tickets", "lot", "lot")]
    [InlineData(InTeamDynamix, "teamdynamix/record-types/tickets-42", "9020", "attributes/9020")]
    public async Task Every_entry_of_a_list_of_choices_sets_the_choice_that_it_shows(string system, string type, string field, string truth)
    {
        await using var world = await StartAsync();

        var choices = await world.GetAsync($"/api/systems/{type}/choices?field={field}");

        foreach (var choice in choices.Body.GetProperty("value").EnumerateArray())
        {
            var id = choice.GetProperty("id").GetString()!;
            (await world.UpdateOneAsync(system, JsonSerializer.Serialize(new { field, value = id }))).Status.ShouldBe(200);
            var label = choice.GetProperty("label").GetString()!;
            world.TruthOf(system, truth).ShouldBe(label switch { "Five" => "5", "5" => "7", "R&amp;D" => "8", _ => "9" });
            id.ShouldBe(label == "Five" ? "id:5" : world.TruthOf(system, truth));
        }
    }

    [Fact]
    public async Task A_queued_update_takes_the_same_forms()
    {
        var result = await UpdateThroughQueueAsync(
            azurite,
            """{"system":"teamdynamix","recordType":"tickets-42","recordId":"1001","fields":{"9010":"[\"Cable\",\"Docking Station\"]","9001":{"Value":"South Hall"}},"onlyIf":{"StatusID":["New "]}}""");

        result.GetProperty("outcome").GetString().ShouldBe("applied", result.ToString());
        result.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("value").GetString()).ShouldBe(["90101,90103", "90012"]);
    }

    private static Task<World> StartAsync() => World.StartAsync(arrange: (sandbox, _) =>
    {
        sandbox.Autotask.DefineField("Tickets", new FieldDefinition("lot", FieldDataType.Integer)
        {
            Choices = [new("5", "Five"), new("7", "5"), new("8", "R&amp;D"), new("9", "Caf\u00e9")],
        });
        sandbox.TeamDynamix.DefineAttribute("tickets-42", new AttributeDefinition(9020, "Lot", "dropdown")
        {
            Choices = [new AttributeChoice(5, "Five"), new AttributeChoice(7, "5"), new AttributeChoice(8, "R&amp;D"), new AttributeChoice(9, "Caf\u00e9")],
        });
    });
}

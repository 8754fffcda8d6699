using FunctionsConnector.EndToEnd.Tests.Autotask;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>References to records of Autotask by what people call them.</summary>
public class AutotaskReferenceTests
{
    private const string Preview = "/api/systems/autotask/records/Tickets/1/preview";
    private const string Role = ""","assignedResourceRoleID":1""";

    public static TheoryData<string, long, string, string, string, string> Named => new()
    {
        { "Tickets", 1, $$$"""{"assignedResourceID":"john.roe@msp.example"{{{Role}}}}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"  JOHN.Roe@MSP.example "{{{Role}}}}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"jroe"{{{Role}}}}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"John Roe"{{{Role}}}}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"john\u00a0roe"{{{Role}}}}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"Roe, John"{{{Role}}}}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"Mary Ann Major"{{{Role}}}}""", "assignedResourceID", "3", "Mary Ann Major" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"Zoe\u0308 Muster"{{{Role}}}}""", "assignedResourceID", "6", "Zoë Muster" },
        { "Tickets", 1, $$$"""{"assignedResourceID":"ssample2"{{{Role}}}}""", "assignedResourceID", "5", "Sam Sample" },
        { "Tickets", 1, """{"assignedResourceID":{"Claims":"i:0#.f|membership|x","DisplayName":"Roe, John","Email":"John.Roe@msp.example"},"assignedResourceRoleID":1}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, """{"assignedResourceID":["i:0#.f|membership|john.roe@msp.example"],"assignedResourceRoleID":1}""", "assignedResourceID", "2", "John Roe" },
        { "Tickets", 1, """{"assignedResourceID":"id:2","assignedResourceRoleID":1}""", "assignedResourceID", "2", "2" },
        { "Tickets", 1, """{"assignedResourceID":{"id":"2","label":"Jane Doe"},"assignedResourceRoleID":1}""", "assignedResourceID", "2", "2" },
        { "Tickets", 1, """{"companyID":{"Value":"Sandbox Company 1"},"contactID":"First31​ Last31"}""", "contactID", "31", "First31 Last31" },
        { "Tickets", 1, """{"assignedResourceID":1,"assignedResourceRoleID":"Senior Engineer"}""", "assignedResourceRoleID", "2", "Senior Engineer" },
        { "Tickets", 1, """{"contactID":"contact31@customer.example"}""", "contactID", "31", "First31 Last31" },
        { "Tickets", 1, """{"contactID":"First31 Last31"}""", "contactID", "31", "First31 Last31" },
        { "Tickets", 1, """{"contractID":"Managed Services"}""", "contractID", "1", "Managed Services" },
        { "Tickets", 2, """{"contractID":"managed services"}""", "contractID", "2", "Managed Services" },
        { "Tickets", 2, """{"contractID":"MS-002"}""", "contractID", "2", "Managed Services" },
        { "Tickets", 1, """{"configurationItemID":"SANDBOX-PC-001"}""", "configurationItemID", "1", "SANDBOX-PC-001" },
        { "Tickets", 1, """{"configurationItemID":"SN000031"}""", "configurationItemID", "31", "SANDBOX-PC-031" },
        { "Tickets", 1, """{"companyLocationID":"Head Office"}""", "companyLocationID", "1", "Head Office" },
        { "Tickets", 1, """{"projectID":"P20260105.0001"}""", "projectID", "1", "Sandbox project 1" },
        { "Tickets", 1, """{"projectID":"Sandbox project 1"}""", "projectID", "1", "Sandbox project 1" },
        { "Tickets", 1, """{"problemTicketId":"T20260105.0007"}""", "problemTicketId", "7", "Sandbox ticket 7" },
        { "Tickets", 1, """{"billingCodeID":"Onsite Support"}""", "billingCodeID", "2", "Onsite Support" },
        { "Companies", 6, """{"parentCompanyID":"Sandbox Company 9"}""", "parentCompanyID", "9", "Sandbox Company 9" },
        { "Companies", 6, """{"parentCompanyID":"Sandbox&#32;Company  9"}""", "parentCompanyID", "9", "Sandbox Company 9" },
        { "Companies", 6, """{"parentCompanyID":"C00009"}""", "parentCompanyID", "9", "Sandbox Company 9" },
        { "ConfigurationItems", 6, """{"productID":"SKU-0004"}""", "productID", "4", "Product 4" },
        { "Tasks", 5, """{"phaseID":"Rollout"}""", "phaseID", "5", "Rollout" },
        { "Tasks", 5, """{"departmentID":"Department 2"}""", "departmentID", "2", "Department 2" },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task A_record_is_found_by_what_people_call_it(string recordType, long id, string fields, string field, string expected, string label)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync(recordType, id, $$$"""{"fields":{{{fields}}}}""");

        reply.Status.ShouldBe(200, reply.Body.ToString());
        reply.Field(field).GetProperty("value").GetString().ShouldBe(expected);
        reply.Field(field).GetProperty("displayValue").GetString().ShouldBe(label);
        Truths.Value(world.Sandbox.Autotask.Truth(recordType, id), field).ShouldBe(expected);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { $$$"""{"assignedResourceID":"Nobody Here"{{{Role}}}}""", "ChoiceNotFound", "Assigned Resource ID 'Nobody Here' was not found: no Resource has this e-mail, user name or full name. Give one of these exactly, or the id." },
        { $$$"""{"assignedResourceID":"John"{{{Role}}}}""", "ChoiceNotFound", "Assigned Resource ID 'John' was not found: no Resource has this e-mail, user name or full name. Give one of these exactly, or the id." },
        {
            $$$"""{"assignedResourceID":"sam@msp.example"{{{Role}}}}""", "ValueInvalid",
            "Assigned Resource ID 'sam@msp.example' fits several: Sam Sample (sam@msp.example, id 4); Sam Sample (sam@msp.example, id 5). Use the id of one."
        },
        { $$$"""{"assignedResourceID":"otimer"{{{Role}}}}""", "ChoiceInactive", "Assigned Resource ID 'otimer' is inactive: Old Timer (old.timer@msp.example, id 10)." },
        { """{"contactID":"First2 Last2"}""", "ChoiceNotFound", "Contact ID 'First2 Last2' was not found: no Contact has this e-mail, or full name in the record's company. Give one of these exactly, or the id." },
        { """{"companyID":{"x":1},"contactID":"First31 Last31"}""", "ValueInvalid", "Company ID is an object without a 'Value', 'id' or 'label'." },
        { """{"contractID":"MS-002"}""", "ChoiceNotFound", "Contract ID 'MS-002' was not found: no Contract has this name or number in the record's company. Give one of these exactly, or the id." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_name_that_no_record_or_several_have_is_refused_and_nothing_is_sent(string fields, string code, string message)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync("Tickets", 1, $$$"""{"fields":{{{fields}}}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(code);
        reply.Message.ShouldBe(message);
        world.PatchesSent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cleared_company_has_no_contact_of_its_own()
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"contactID":"First31 Last31"},"fieldsToClear":["companyID"]}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Message.ShouldBe("Company ID is required and cannot be cleared.");
    }

    [Fact]
    public async Task A_refusal_lists_at_most_ten_that_fit()
    {
        await using var world = await World.StartAsync();
        for (var id = 1; id <= 12; id++)
        {
            world.Sandbox.Autotask.SetTruth("Projects", id, "projectName", "Migration");
        }

        var reply = await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"projectID":"Migration"}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Message.Split("id ").Length.ShouldBe(1 + 10 + 1, reply.Message);
        reply.Message.ShouldContain("(12 in all)");
    }

    [Fact]
    public async Task An_address_of_several_contacts_means_that_of_the_records_company()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.SetTruth("Contacts", 2, "emailAddress", "office@customer.example");
        world.Sandbox.Autotask.SetTruth("Contacts", 31, "emailAddress2", "office@customer.example");

        var reply = await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"contactID":"office@customer.example"}}""");

        reply.ShouldSay("applied");
        reply.Field("contactID").GetProperty("value").GetString().ShouldBe("31");
    }

    [Fact]
    public async Task A_company_that_is_named_in_the_same_update_decides_whose_contact_is_meant()
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync(
            "Tickets",
            1,
            """{"fields":{"contactID":"First9 Last9","companyID":"Sandbox Company 9"},"fieldsToClear":["configurationItemID","contractID","companyLocationID"]}""");

        reply.ShouldSay("applied");
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "contactID").ShouldBe("9");
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "companyID").ShouldBe("9");
    }

    [Fact]
    public async Task A_condition_may_name_a_record_also_an_inactive_one()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.SetTruth("Tickets", 1, "assignedResourceID", 10);

        // The vendor itself refuses every update of such a ticket.
        (await world.PostAsync(Preview, """{"fields":{"title":"x"},"onlyIf":{"assignedResourceID":"Old Timer"}}""")).Status.ShouldBe(200);
        (await world.PostAsync(Preview, """{"fields":{"title":"x"},"onlyIf":{"assignedResourceID":"Jane Doe"}}""")).ShouldFail(409, "Conflict");
    }

    [Fact]
    public async Task A_preview_shows_which_record_is_meant()
    {
        await using var world = await World.StartAsync();

        var reply = await world.PostAsync(Preview, $$$"""{"fields":{"assignedResourceID":"Jane Doe"{{{Role}}}}}""");

        reply.Field("assignedResourceID").GetProperty("value").GetString().ShouldBe("1");
        reply.Field("assignedResourceID").GetProperty("displayValue").GetString().ShouldBe("Jane Doe");
        reply.Body.GetProperty("request").GetProperty("body").GetString().ShouldBe("""{"id":1,"assignedResourceID":1,"assignedResourceRoleID":1}""");
    }

    [Fact]
    public async Task A_name_costs_one_call_and_none_when_it_was_asked_for_lately()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"warm"}}""");
        world.Sandbox.Autotask.Calls.Clear();
        const string Assign = $$$"""{"fields":{"assignedResourceID":"Jane Doe"{{{Role}}}},"verify":false}""";

        (await world.UpdateFieldsAsync("Tickets", 1, Assign)).ShouldSay("accepted");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(2);
        (await world.UpdateFieldsAsync("Tickets", 2, Assign)).ShouldSay("accepted");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(3);
        (await world.UpdateFieldsAsync("Tickets", 2, """{"fields":{"assignedResourceID":1,"assignedResourceRoleID":1},"verify":false}""")).ShouldSay("accepted");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_refused_name_is_asked_for_again_by_the_next_update()
    {
        await using var world = await World.StartAsync();
        const string Link = """{"fields":{"projectID":"Migration"}}""";
        (await world.UpdateFieldsAsync("Tickets", 1, Link)).ShouldFail(422, "UpdateInvalid");

        world.Sandbox.Autotask.SetTruth("Projects", 1, "projectName", "Migration");

        (await world.UpdateFieldsAsync("Tickets", 1, Link)).ShouldSay("applied");
    }
}

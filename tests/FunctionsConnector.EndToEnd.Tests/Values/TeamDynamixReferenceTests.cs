using FunctionsConnector.EndToEnd.Tests.TeamDynamix;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>References to people, groups and other objects of TeamDynamix by what people call them.</summary>
public class TeamDynamixReferenceTests
{
    private const string Preview = "/api/systems/teamdynamix/records/tickets-42/1001/preview";

    public static TheoryData<string, string, string, string, string, string> Named => new()
    {
        { "tickets-42", "1001", """{"ResponsibleUid":"Kim.Example@sandbox.example"}""", "ResponsibleUid", TeamDynamixPeople.Technician, "Kim Example" },
        { "tickets-42", "1001", """{"ResponsibleUid":"kim  example"}""", "ResponsibleUid", TeamDynamixPeople.Technician, "Kim Example" },
        { "tickets-42", "1001", """{"ResponsibleUid":"Example, Kim"}""", "ResponsibleUid", TeamDynamixPeople.Technician, "Kim Example" },
        { "tickets-42", "1001", """{"ResponsibleGroupID":"Network Team"}""", "ResponsibleGroupID", "10", "Network Team" },
        { "tickets-42", "1001", """{"AccountID":"Registrar"}""", "AccountID", "6514", "Registrar" },
        { "tickets-42", "1001", """{"AccountID":"AC48"}""", "AccountID", "48", "Facilities" },
        { "tickets-42", "1001", """{"LocationID":"South Hall"}""", "LocationID", "302", "South Hall" },
        { "tickets-42", "1001", """{"LocationID":"North Hall","LocationRoomID":"Aula"}""", "LocationRoomID", "3013", "Aula" },
        { "assets-43", "2001", """{"SupplierID":"sample hardware"}""", "SupplierID", "652", "Sample Hardware" },
        { "assets-43", "2001", """{"ProductModelID":"Desktop Mini"}""", "ProductModelID", "602", "Desktop Mini" },
        { "assets-43", "2001", """{"ParentID":"TAG2002"}""", "ParentID", "2002", "Sandbox laptop 2002" },
        { "assets-43", "2001", """{"OwningCustomerID":"robin.sample@sandbox.example"}""", "OwningCustomerID", TeamDynamixPeople.Requestor, "Robin Sample" },
        { "assets-43", "2001", """{"OwningDepartmentID":"Facilities"}""", "OwningDepartmentID", "48", "Facilities" },
        { "cis-43", "3001", """{"OwningGroupID":"Service Desk"}""", "OwningGroupID", "9", "Service Desk" },
        { "articles-44", "5001", """{"OwnerUid":"Alex Specimen"}""", "OwnerUid", TeamDynamixPeople.OtherTechnician, "Alex Specimen" },
        { "projects", "4001", """{"SponsorUID":"alex.specimen@sandbox.example"}""", "SponsorUID", TeamDynamixPeople.OtherTechnician, "Alex Specimen" },
        { "people", TeamDynamixPeople.Requestor, """{"ReportsToUID":"Kim Example"}""", "ReportsToUID", TeamDynamixPeople.Technician, "Kim Example" },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task An_object_is_found_by_what_people_call_it(string recordType, string id, string fields, string field, string expected, string label)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync("teamdynamix", recordType, id, $$"""{"fields":{{fields}} }""");

        reply.ShouldSay("applied");
        reply.Field(field).GetProperty("value").GetString().ShouldBe(expected);
        reply.Field(field).GetProperty("displayValue").GetString().ShouldBe(label);
        ItemTruths.Value(world.Sandbox.TeamDynamix.Truth(recordType, id), field).ShouldBe(expected);
    }

    [Fact]
    public async Task A_room_is_found_by_its_name_in_the_items_location()
    {
        await using var world = await World.StartAsync();

        (await world.UpdateFieldsAsync("teamdynamix", "assets-43", "2001", """{"fields":{"LocationRoomID":"Aula"}}""")).ShouldSay("applied");
        ItemTruths.Value(world.Sandbox.TeamDynamix.Truth("assets-43", "2001"), "LocationRoomID").ShouldBe("3013");
        world.Sandbox.TeamDynamix.SetTruth("assets-43", "2002", "LocationID", 302);
        var elsewhere = await world.UpdateFieldsAsync("teamdynamix", "assets-43", "2002", """{"fields":{"LocationRoomID":"Aula"}}""");
        elsewhere.ShouldFail(422, "UpdateInvalid");
        elsewhere.Message.ShouldContain("no room has this name in the item's location");
    }

    [Fact]
    public async Task A_user_name_is_found_although_the_lookup_of_people_does_not_show_it()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.SetTruth("people", TeamDynamixPeople.Technician, "UserName", "kexample");

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"ResponsibleUid":"kexample"}}""");

        reply.ShouldSay("applied");
        reply.Field("ResponsibleUid").GetProperty("value").GetString().ShouldBe(TeamDynamixPeople.Technician);
        reply.Field("ResponsibleUid").GetProperty("displayValue").GetString().ShouldBe("Kim Example");
    }

    [Fact]
    public async Task A_person_in_an_attribute_is_found_by_name()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.DefineAttribute("tickets-42", new AttributeDefinition(9101, "Approver", "personchooser"));

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Approver":"Kim Example"}}""");

        reply.ShouldSay("applied");
        ItemTruths.Value(world.Sandbox.TeamDynamix.Truth("tickets-42", "1001"), "attributes/9101").ShouldBe(TeamDynamixPeople.Technician);
    }

    [Theory]
    [InlineData("groupchooser", "Network Team", "10")]
    [InlineData("accountchooser", "Facilities", "48")]
    [InlineData("departmentchooser", "AC49", null)]
    public async Task A_group_or_an_account_in_an_attribute_is_found_by_name(string fieldType, string name, string? expected)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.DefineAttribute("tickets-42", new AttributeDefinition(9102, "Second Owner", fieldType));

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", $$"""{"fields":{"Second Owner":"{{name}}"} }""");

        if (expected is null)
        {
            reply.ShouldFail(422, "UpdateInvalid");
            reply.Message.ShouldContain("is inactive");
            return;
        }

        reply.ShouldSay("applied");
        reply.Field("Second Owner").GetProperty("displayValue").GetString().ShouldBe(name);
        ItemTruths.Value(world.Sandbox.TeamDynamix.Truth("tickets-42", "1001"), "attributes/9102").ShouldBe(expected);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { """{"ResponsibleUid":"Kim"}""", "ChoiceNotFound", "'Kim' was not found: no person has this e-mail, user name or full name." },
        { """{"ResponsibleUid":"pat.former@sandbox.example"}""", "ChoiceInactive", "'pat.former@sandbox.example' is inactive: Pat Former" },
        { """{"ResponsibleGroupID":"Network"}""", "ChoiceNotFound", "'Network' was not found: no group has this name." },
        { """{"ResponsibleGroupID":"Modem Team"}""", "ChoiceInactive", "'Modem Team' is inactive: Modem Team (id 12)." },
        { """{"AccountID":"Typing Pool"}""", "ChoiceInactive", "'Typing Pool' is inactive: Typing Pool (AC49, id 49)." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_name_that_nothing_active_has_is_refused_and_nothing_is_sent(string fields, string code, string message)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", $$"""{"fields":{{fields}} }""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(code);
        reply.Message.ShouldContain(message);
        world.Sandbox.TeamDynamix.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Fact]
    public async Task Two_people_of_one_name_are_refused_with_their_addresses()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.SetTruth("people", TeamDynamixPeople.OtherTechnician, "FirstName", "Kim");
        world.Sandbox.TeamDynamix.SetTruth("people", TeamDynamixPeople.OtherTechnician, "LastName", "Example");

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"ResponsibleUid":"Kim Example"}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Message.ShouldContain(
            $"fits several: Kim Example (kim.example@sandbox.example, id {TeamDynamixPeople.Technician}); "
            + $"Kim Example (alex.specimen@sandbox.example, id {TeamDynamixPeople.OtherTechnician}). Use the id of one.");
    }

    [Fact]
    public async Task An_account_that_may_not_search_is_told_to_use_the_id()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(403, "No.").For("POST", "groups/search"));

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"ResponsibleGroupID":"Network Team"}}""");

        reply.ShouldFail(422, "UpdateRejected");
        reply.Message.ShouldContain("Use the id of the group instead.");
    }

    [Fact]
    public async Task A_preview_shows_which_object_is_meant()
    {
        await using var world = await World.StartAsync();

        var reply = await world.PostAsync(Preview, """{"fields":{"ResponsibleGroupID":"Network Team"}}""");

        reply.Field("ResponsibleGroupID").GetProperty("displayValue").GetString().ShouldBe("Network Team");
        reply.Body.GetProperty("request").GetProperty("body").GetString().ShouldBe("""[{"op":"add","path":"/ResponsibleGroupID","value":10}]""");
    }

    [Fact]
    public async Task A_name_costs_one_call_and_none_when_it_was_asked_for_lately()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"warm"}}""");
        world.Sandbox.TeamDynamix.Calls.Clear();
        const string Assign = """{"fields":{"ResponsibleUid":"Kim Example"}}""";

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", Assign)).ShouldSay("applied");
        world.Sandbox.TeamDynamix.Calls.Count.ShouldBe(2);
        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1002", Assign)).ShouldSay("applied");
        world.Sandbox.TeamDynamix.Calls.Count.ShouldBe(3);
    }
}

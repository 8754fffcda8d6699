using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>ListChoices of a field that refers to other records.</summary>
public class ReferenceChoiceTests
{
    [Theory]
    [InlineData("autotask", "Tickets", "assignedResourceID", "roe", "2 John Roe (john.roe@msp.example)")]
    [InlineData("autotask", "Tickets", "assignedResourceID", "Jane D", "1 Jane Doe (jane.doe@msp.example)")]
    [InlineData("autotask", "Tickets", "assignedResourceID", "msp.example", "9")]
    [InlineData("autotask", "Tickets", "assignedResourceID", "Timer", "0")]
    [InlineData("autotask", "Tickets", "assignedResourceID", "Sam Sample", "4 Sam Sample (sam@msp.example) (id 4)|5 Sam Sample (sam@msp.example) (id 5)")]
    [InlineData("autotask", "Tickets", "companyID", "company 29", "29 Sandbox Company 29 (C00029)")]
    [InlineData("autotask", "Tickets", "contactID", "contact60", "0")]
    [InlineData("autotask", "Tickets", "billingCodeID", "Travel", "5 Travel")]
    [InlineData("autotask", "Tickets", "status", "complete", "5 Complete")]
    [InlineData("autotask", "Tickets", "title", "x", "0")]
    [InlineData("teamdynamix", "tickets-42", "ResponsibleUid", "kim", $"{TeamDynamixPeople.Technician} Kim Example (kim.example@sandbox.example)")]
    [InlineData("teamdynamix", "tickets-42", "ResponsibleGroupID", "team", "10 Network Team")]
    [InlineData("teamdynamix", "tickets-42", "AccountID", "lib", "47 Library (AC47)")]
    public async Task A_search_offers_the_active_records_with_this_name(string system, string recordType, string field, string search, string expected)
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync($"/api/systems/{system}/record-types/{recordType}/choices?field={field}&search={Uri.EscapeDataString(search)}");

        reply.Status.ShouldBe(200, reply.Body.ToString());
        var entries = reply.Body.GetProperty("value").EnumerateArray().Select(entry => $"{entry.GetProperty("id").GetString()} {entry.GetProperty("label").GetString()}").ToList();
        (int.TryParse(expected, out _) ? $"{entries.Count}" : string.Join('|', entries)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("autotask", "Tickets", "companyID", 29)]
    [InlineData("teamdynamix", "tickets-42", "ResponsibleGroupID", 2)]
    public async Task Without_a_search_a_picker_gets_the_first_active_records(string system, string recordType, string field, int count)
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync($"/api/systems/{system}/record-types/{recordType}/choices?field={field}");

        reply.Body.GetProperty("value").GetArrayLength().ShouldBe(count);
    }

    [Theory]
    [InlineData("autotask", "Tickets", "assignedResourceID", "Resource")]
    [InlineData("teamdynamix", "tickets-42", "ResponsibleUid", "person")]
    public async Task Lists_and_schemas_say_that_a_field_takes_names(string system, string recordType, string field, string kind)
    {
        await using var world = await World.StartAsync();

        var fields = await world.GetAsync($"/api/systems/{system}/record-types/{recordType}/fields?search={field}");
        var schema = await world.GetAsync($"/api/systems/{system}/record-types/{recordType}/update-schema");

        fields.Body.GetProperty("value").EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == field).GetProperty("refersTo").GetString().ShouldBe(kind);
        var property = schema.Body.GetProperty("schema").GetProperty("properties").GetProperty(field);
        property.GetProperty("type").GetString().ShouldBe("string");
        property.GetProperty("description").GetString()!.ShouldContain("An id, or its e-mail, user name or full name.");
    }
}

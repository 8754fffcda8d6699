namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>The exact request of an update and its change of the record.</summary>
public class UpdateTests
{
    public static TheoryData<string, long, string, string, string, string> Updates => new()
    {
        { "Tickets", 1, """{"field":"status","value":"Complete"}""", """Tickets {"id":1,"status":5}""", "status", "5" },
        { "Tickets", 1, """{"field":"Status","value":"complete"}""", """Tickets {"id":1,"status":5}""", "status", "5" },
        { "Tickets", 1, """{"field":"status","value":5}""", """Tickets {"id":1,"status":5}""", "status", "5" },
        { "Tickets", 1, """{"field":"estimatedHours","value":"2.25"}""", """Tickets {"id":1,"estimatedHours":2.25}""", "estimatedHours", "2.25" },
        { "Tickets", 1, """{"field":"isVisibleToComanaged","value":"0"}""", """Tickets {"id":1,"isVisibleToComanaged":false}""", "isVisibleToComanaged", "false" },
        {
            "Tickets", 1, """{"field":"dueDateTime","value":"2026-12-24T18:00:00+01:00"}""",
            """Tickets {"id":1,"dueDateTime":"2026-12-24T17:00:00.000Z"}""", "dueDateTime", "2026-12-24T17:00:00"
        },
        { "Tickets", 1, """{"field":"dueDateTime","clear":true}""", """Tickets {"id":1,"dueDateTime":null}""", "dueDateTime", "" },
        {
            "Tickets", 1, """{"field":"Customer ranking","value":"Golden"}""",
            """Tickets {"id":1,"userDefinedFields":[{"name":"CustomerRanking","value":"Golden"}]}""", "CustomerRanking", "Golden"
        },
        {
            "Tickets", 2, """{"field":"CustomerRanking","value":"1-Quote Needed"}""",
            """Tickets {"id":2,"userDefinedFields":[{"name":"CustomerRanking","value":"Quote Needed"}]}""", "CustomerRanking", "Quote Needed"
        },
        {
            "Tickets", 1, """{"field":"CustomerRanking","clear":true}""",
            """Tickets {"id":1,"userDefinedFields":[{"name":"CustomerRanking","value":null}]}""", "CustomerRanking", ""
        },
        { "Tickets", 1, """{"field":"subIssueType","value":"Software"}""", """Tickets {"id":1,"subIssueType":42}""", "subIssueType", "42" },
        { "Contacts", 3, """{"field":"phone","value":"555-0100"}""", """Companies/3/Contacts {"id":3,"phone":"555-0100"}""", "phone", "555-0100" },
        { "Contacts", 3, """{"field":"isActive","value":false}""", """Companies/3/Contacts {"id":3,"isActive":0}""", "isActive", "0" },
        { "TicketNotes", 4, """{"field":"title","value":"Mended"}""", """Tickets/4/Notes {"id":4,"title":"Mended"}""", "title", "Mended" },
        { "Tasks", 5, """{"field":"status","value":"Complete"}""", """Projects/5/Tasks {"id":5,"status":5}""", "status", "5" },
        { "Companies", 6, """{"field":"phone","value":"555-0199"}""", """Companies {"id":6,"phone":"555-0199"}""", "phone", "555-0199" },
        { "Companies", 6, """{"field":"isActive","value":0}""", """Companies {"id":6,"isActive":false}""", "isActive", "false" },
        { "TimeEntries", 7, """{"field":"summaryNotes","value":"Été"}""", """TimeEntries {"id":7,"summaryNotes":"Été"}""", "summaryNotes", "Été" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task One_field_is_changed_by_exactly_this_request_and_nothing_else_changes(
        string recordType, long id, string call, string patch, string field, string expected)
    {
        await using var world = await World.StartAsync();
        var before = world.Sandbox.Autotask.Truth(recordType, id);

        (await world.UpdateFieldAsync(recordType, id, call)).ShouldSay("applied");

        world.PatchesSent.ShouldBe([patch]);
        var after = world.Sandbox.Autotask.Truth(recordType, id);
        Truths.Value(after, field).ShouldStartWith(expected);
        Truths.Changed(before, after).ShouldBe([field]);
    }

    [Fact]
    public async Task Several_fields_are_sent_in_one_request()
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync(
            "Tickets", 1, """{"fields":{"status":"In Progress","CustomerRanking":"Golden","title":""},"fieldsToClear":["dueDateTime"]}""");

        reply.ShouldSay("applied");
        world.PatchesSent.ShouldBe(["""Tickets {"id":1,"status":8,"dueDateTime":null,"userDefinedFields":[{"name":"CustomerRanking","value":"Golden"}]}"""]);
        reply.Field("status").GetProperty("value").GetString().ShouldBe("8");
        reply.Field("status").GetProperty("displayValue").GetString().ShouldBe("In Progress");
        reply.Field("dueDateTime").TryGetProperty("value", out _).ShouldBeFalse("a cleared field has no value");
    }

    [Fact]
    public async Task A_dependent_choice_is_resolved_under_the_parent_of_the_same_update()
    {
        await using var world = await World.StartAsync();

        (await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"issueType":"Network","subIssueType":"Hardware"}}""")).ShouldSay("applied");

        world.PatchesSent.ShouldBe(["""Tickets {"id":1,"issueType":5,"subIssueType":51}"""]);
    }

    [Fact]
    public async Task An_update_needs_two_calls_with_verify_and_one_without()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"warm"}""");
        world.Sandbox.Autotask.Calls.Clear();

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"one"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(2);
        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"two","verify":false}""")).ShouldSay("accepted");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_record_that_already_has_the_values_is_not_updated()
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldAsync("Contacts", 3, """{"field":"firstName","value":"First3"}""");

        reply.ShouldSay("unchanged");
        reply.Body.GetProperty("changed").GetBoolean().ShouldBeFalse();
        world.PatchesSent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_true_onlyIf_admits_the_update_and_returns_the_previous_value()
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"status","value":"Complete","onlyIf":{"status":"New"}}""");

        reply.ShouldSay("applied");
        reply.Field("status").GetProperty("previousValue").GetString().ShouldBe("1");
    }

    [Theory]
    [InlineData("""{"fields":{"title":"x"},"onlyIf":{"subIssueType":"Wireless"}}""")]
    [InlineData("""{"fields":{"subIssueType":"Wireless"},"onlyIf":{"issueType":"Network"}}""")]
    public async Task OnlyIf_of_another_branch_of_dependent_choices_is_a_conflict(string update)
    {
        await using var world = await World.StartAsync();

        (await world.UpdateFieldsAsync("Tickets", 1, update)).ShouldFail(409, "Conflict");
    }

    [Fact]
    public async Task A_ticket_can_be_set_to_its_current_company()
    {
        await using var world = await World.StartAsync();
        var company = Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "companyID");
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "contactID").ShouldNotBeEmpty();

        (await world.UpdateFieldsAsync("Tickets", 1, $$"""{"fields":{"companyID":{{company}} } }""")).ShouldSay("unchanged");
        (await world.UpdateFieldsAsync("Tickets", 1, $$"""{"fields":{"title":"x","companyID":{{company}} } }""")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_condition_that_an_earlier_attempt_made_false_has_its_own_message()
    {
        await using var world = await World.StartAsync();
        const string Complete = """{"field":"status","value":"Complete","onlyIf":{"status":"New"}}""";
        (await world.UpdateFieldAsync("Tickets", 1, Complete)).ShouldSay("applied");

        var ownChange = await world.UpdateFieldAsync("Tickets", 1, Complete);
        var anothers = await world.UpdateFieldAsync("Tickets", 1, """{"field":"status","value":"In Progress","onlyIf":{"status":"New"}}""");

        ownChange.ShouldFail(409, "Conflict");
        ownChange.Message.ShouldEndWith("The record already has all the new values, perhaps by an earlier try of this update.");
        anothers.ShouldFail(409, "Conflict");
        anothers.Message.ShouldNotContain("already has");
    }

    [Fact]
    public async Task A_read_record_has_labels_and_no_empty_fields()
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync("/api/systems/autotask/records/Tickets/1?fields=status,Customer ranking,contractID");

        reply.Body.GetProperty("values").ToString().ShouldBe("""{"status":"1","CustomerRanking":"Quote Needed"}""");
        reply.Field("CustomerRanking").GetProperty("displayValue").GetString().ShouldBe("1-Quote Needed");
    }

    [Theory]
    [InlineData("Tickets", """{"fields":{"status":"Complete"}}""")]
    [InlineData("Tickets", """{"fields":{"CustomerRanking":"Golden"}}""")]
    [InlineData("Tickets", """{"fieldsToClear":["dueDateTime"]}""")]
    [InlineData("Tickets", """{"fields":{"subIssueType":"Software","CustomerRanking":"Golden"},"fieldsToClear":["dueDateTime"]}""")]
    [InlineData("Contacts", """{"fields":{"phone":"555-0100","isActive":false}}""")]
    public async Task A_preview_is_exactly_the_request_of_the_update(string recordType, string call)
    {
        await using var world = await World.StartAsync();
        var before = world.Sandbox.Autotask.Truth(recordType, 1);
        var preview = await world.PostAsync($"/api/systems/autotask/records/{recordType}/1/preview", call);
        preview.Status.ShouldBe(200, preview.Body.ToString());
        Truths.Changed(before, world.Sandbox.Autotask.Truth(recordType, 1)).ShouldBeEmpty("a preview writes nothing");

        await world.UpdateFieldsAsync(recordType, 1, call);

        var sent = world.Sandbox.Autotask.Calls.All.Single(recorded => recorded.Method == "PATCH");
        var request = preview.Body.GetProperty("request");
        request.GetProperty("method").GetString().ShouldBe(sent.Method);
        new Uri(request.GetProperty("url").GetString()!).PathAndQuery.ShouldBe(sent.PathAndQuery);
        request.GetProperty("body").GetString().ShouldBe(sent.Body);
    }
}

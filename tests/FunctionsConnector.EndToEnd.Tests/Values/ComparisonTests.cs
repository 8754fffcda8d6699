using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.TeamDynamix;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>What counts as the same, as adjusted and as not applied, where a system stores a value in its own form.</summary>
public class ComparisonTests
{
    private const string Person = "50000000-5a4d-4b0c-8e57-000000000002";

    /// <summary>System and record type, record, field, what the system does, what is asked for, outcome, what is stored, and the adjustment.</summary>
    public static TheoryData<string, string, string, StoredForm, string, string, string, string?> Rows => new()
    {
        { "autotask/Tickets", "1", "title", StoredForm.Trimmed, "  Printer \u200B broken ", "applied", "Printer  broken", null },
        { "autotask/Tickets", "1", "title", StoredForm.Composed, "Cafe\u0301", "applied", "Caf\u00E9", null },
        { "autotask/Companies", "1", "Account note", StoredForm.Composed, "one\ntwo", "applied", "one\r\ntwo", null },
        { "autotask/Contracts", "1", "estimatedRevenue", StoredForm.Rounded, "12.3456", "adjusted", "12.35", "rounded" },
        { "autotask/Contracts", "1", "estimatedRevenue", StoredForm.Rounded, "12.996", "adjusted", "13", "rounded" },
        { "autotask/Contracts", "1", "estimatedRevenue", StoredForm.Rounded, "12.5", "applied", "12.5", null },
        { "autotask/Companies", "1", "Seats", StoredForm.Rounded, "2.3456", "adjusted", "2.35", "rounded" },
        { "autotask/Contracts", "1", "estimatedRevenue", StoredForm.RoundedToOneDecimal, "12.34", "UpdateNotApplied", "12.3", null },
        { "autotask/Contacts", "1", "emailAddress", StoredForm.LowerCase, "Ann.Lee@Example.com", "adjusted", "ann.lee@example.com", "letter case changed" },
        { "autotask/Contacts", "1", "phone", StoredForm.PhoneFormat, "555 012 3456", "adjusted", "(555) 012-3456", "reformatted" },
        { "autotask/Companies", "1", "webAddress", StoredForm.SecureScheme, "http://example.com/a", "adjusted", "https://example.com/a", "scheme changed" },
        { "autotask/Companies", "1", "webAddress", StoredForm.SecureScheme, "example.com", "adjusted", "https://example.com", "scheme changed" },
        { "autotask/Tickets", "1", "title", StoredForm.Padded, "Printer", "UpdateNotApplied", "Printer", null },
        { "autotask/Tickets", "1", "title", StoredForm.Cut, "Printer is broken", "UpdateNotApplied", "Printer is", null },
        { "autotask/Tickets", "1", "title", StoredForm.Ascii, "Übung", "UpdateNotApplied", "?bung", null },
        { "autotask/Tickets", "1", "title", StoredForm.LowerCase, "Printer", "UpdateNotApplied", "printer", null },
        { "autotask/Tickets", "1", "purchaseOrderNumber", StoredForm.PhoneFormat, "555-0123456", "UpdateNotApplied", "(555) 012-3456", null },

        { "teamdynamix/tickets-42", "1001", "Title", StoredForm.Trimmed, " Printer \uFEFF", "applied", "Printer", null },
        { "teamdynamix/tickets-42", "1001", "Title", StoredForm.Composed, "Cafe\u0301", "applied", "Caf\u00E9", null },
        { "teamdynamix/tickets-42", "1001", "attributes/9004", StoredForm.Composed, "one\ntwo", "applied", "one\r\ntwo", null },
        { "teamdynamix/tickets-42", "1001", "TimeBudget", StoredForm.Rounded, "12.3456", "adjusted", "12.35", "rounded" },
        { "teamdynamix/tickets-42", "1001", "TimeBudget", StoredForm.RoundedToOneDecimal, "12.34", "UpdateNotApplied", "12.3", null },
        { "teamdynamix/people", Person, "PrimaryEmail", StoredForm.LowerCase, "Ann.Lee@Example.com", "adjusted", "ann.lee@example.com", "letter case changed" },
        { "teamdynamix/people", Person, "WorkPhone", StoredForm.PhoneFormat, "555.012.3456", "adjusted", "(555) 012-3456", "reformatted" },
        { "teamdynamix/tickets-42", "1001", "attributes/9003", StoredForm.SecureScheme, "http://example.com", "adjusted", "https://example.com", "scheme changed" },
        { "teamdynamix/tickets-42", "1001", "Description", StoredForm.SanitisedMarkup, "<p>A&nbsp;B<br>C</p>", "applied", "<p>A\u00A0B<br />C</p>", null },
        { "teamdynamix/tickets-42", "1001", "Description", StoredForm.SanitisedMarkup, "<p class=\"x\">Hi<script>alert(1)</script></p>", "adjusted", "<p>Hi</p>", "markup changed" },
        { "teamdynamix/projects", "4001", "Description", StoredForm.SanitisedMarkup, "<b style='color:red'>Hi</b>", "adjusted", "<b>Hi</b>", "markup changed" },
        { "teamdynamix/articles-44", "5001", "Body", StoredForm.SanitisedMarkup, "<div onclick=\"x()\">Hi</div>", "adjusted", "<div>Hi</div>", "markup changed" },
        { "teamdynamix/tickets-42", "1001", "Description", StoredForm.Cut, "<p>Printer is broken</p>", "UpdateNotApplied", "<p>Printer", null },
        { "teamdynamix/tickets-42", "1001", "Title", StoredForm.Padded, "Printer", "UpdateNotApplied", "Printer", null },
        { "teamdynamix/tickets-42", "1001", "Title", StoredForm.Cut, "Printer is broken", "UpdateNotApplied", "Printer is", null },
        { "teamdynamix/tickets-42", "1001", "Title", StoredForm.Ascii, "Übung", "UpdateNotApplied", "?bung", null },
        { "teamdynamix/tickets-42", "1001", "attributes/9003", StoredForm.LowerCase, "PO-A7", "UpdateNotApplied", "po-a7", null },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_value_in_the_form_of_the_system_has_its_outcome(
        string type, string id, string field, StoredForm form, string asked, string outcome, string stored, string? adjustment)
    {
        await using var world = await World.StartAsync();
        var (system, recordType) = (type.Split('/')[0], type.Split('/')[1]);
        Store(world, system, recordType, field, form);

        var name = field.Replace("attributes/", string.Empty, StringComparison.Ordinal);
        var reply = await world.UpdateFieldsAsync(system, recordType, id, JsonSerializer.Serialize(new { fields = new Dictionary<string, string> { [name] = asked } }));

        ValueOf(world, system, recordType, id, field).ShouldBe(form == StoredForm.Padded ? stored + "\r\n" : stored, "what the system stored");
        if (outcome == "UpdateNotApplied")
        {
            reply.ShouldFail(422, outcome);
            return;
        }

        reply.ShouldSay(outcome);
        var changed = reply.Body.GetProperty("fields")[0];
        changed.GetProperty("value").GetString().ShouldBe(adjustment is null ? asked : stored);
        Text(changed, "requestedValue").ShouldBe(adjustment is null ? null : asked);
        Text(changed, "adjustment").ShouldBe(adjustment);
    }

    [Theory]
    [InlineData("autotask", "Contacts", "1", "lastName")]
    [InlineData("teamdynamix", "tickets-42", "1001", "Title")]
    public async Task A_record_with_a_trailing_blank_is_not_the_same_as_the_text_without(string system, string recordType, string id, string field)
    {
        await using var world = await World.StartAsync();
        SetTruth(world, system, recordType, id, field, "Lee ");

        var conflict = await world.UpdateFieldsAsync(system, recordType, id, $$"""{"fields":{"{{field}}":"New"},"onlyIf":{"{{field}}":"Lee"} }""");
        conflict.ShouldFail(409, "Conflict");

        var made = await world.UpdateFieldsAsync(system, recordType, id, $$"""{"fields":{"{{field}}":"Lee"},"onlyIf":{"{{field}}":"Lee "} }""");
        made.ShouldSay("applied");
        ValueOf(world, system, recordType, id, field).ShouldBe("Lee");
        var again = await world.UpdateFieldsAsync(system, recordType, id, $$"""{"fields":{"{{field}}":"Lee"},"onlyIf":{"{{field}}":"Lee"} }""");
        again.ShouldSay("unchanged");
    }

    [Theory]
    [InlineData("autotask", "Contracts", "1", "estimatedRevenue")]
    [InlineData("teamdynamix", "tickets-42", "1001", "TimeBudget")]
    public async Task A_number_near_the_new_one_that_the_system_ignored_is_not_taken_for_a_rounded_one(string system, string recordType, string id, string field)
    {
        await using var world = await World.StartAsync();
        SetTruth(world, system, recordType, id, field, 4);
        if (system == "autotask")
        {
            world.Sandbox.Autotask.IgnoreSilently(recordType, field);
        }
        else
        {
            world.Sandbox.TeamDynamix.IgnoreSilently(recordType, field);
        }

        (await world.UpdateFieldsAsync(system, recordType, id, $$"""{"fields":{"{{field}}":3.5} }""")).ShouldFail(422, "UpdateNotApplied");
    }

    [Theory]
    [InlineData("autotask", "Contacts", "1", "emailAddress")]
    [InlineData("teamdynamix", "people", Person, "PrimaryEmail")]
    public async Task A_change_of_case_that_shows_late_is_not_taken_for_an_adjustment(string system, string recordType, string id, string field)
    {
        await using var world = await World.StartAsync(World.Quick with { BetweenReadBacks = TimeSpan.FromMilliseconds(40) });
        SetTruth(world, system, recordType, id, field, "ANN@example.com");
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { ChangesShowAfter = TimeSpan.FromMilliseconds(20) };
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ChangesShowAfter = TimeSpan.FromMilliseconds(20), EchoesStaleItem = true };

        (await world.UpdateFieldsAsync(system, recordType, id, $$"""{"fields":{"{{field}}":"ann@example.com"} }""")).ShouldSay("applied");
    }

    [Theory]
    [InlineData("autotask", "Companies", "1", "Account note")]
    [InlineData("teamdynamix", "tickets-42", "1001", "Impact Notes")]
    public async Task Of_long_texts_the_message_shows_where_they_differ(string system, string recordType, string id, string field)
    {
        await using var world = await World.StartAsync();
        Store(world, system, recordType, system == "autotask" ? field : "attributes/9004", StoredForm.Ascii);
        var text = $"{new string('a', 300)} on Übung {new string('b', 300)}";

        var reply = await world.UpdateFieldsAsync(system, recordType, id, JsonSerializer.Serialize(new { fields = new Dictionary<string, string> { [field] = text } }));

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain("from character 305 on");
        reply.Message.ShouldContain("on ?bung");
        reply.Message.ShouldContain("on Übung");
        reply.Message.Length.ShouldBeLessThan(600);
    }

    [Theory]
    [InlineData("autotask", "Contracts", "1", "estimatedRevenue")]
    [InlineData("teamdynamix", "tickets-42", "1001", "TimeBudget")]
    public async Task A_number_that_may_be_rounded_or_an_older_one_is_reported_as_both(string system, string recordType, string id, string field)
    {
        await using var world = await World.StartAsync();
        Store(world, system, recordType, field, StoredForm.RoundedToOneDecimal);

        var reply = await world.UpdateFieldsAsync(system, recordType, id, $$"""{"fields":{"{{field}}":12.34} }""");

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain("may have rounded it, or the update may not have been made");
    }

    [Theory]
    [InlineData("2.3", "2.5")]
    [InlineData("2.01", "2.25")]
    public async Task Hours_to_bill_that_are_rounded_to_quarters_are_adjusted(string asked, string stored)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.DefineField("TimeEntries", new("hoursToBill", FieldDataType.Decimal) { Form = StoredForm.RoundedUpToQuarters });

        var reply = await world.UpdateFieldsAsync("TimeEntries", 1, $$"""{"fields":{"hoursToBill":{{asked}}} }""");

        reply.ShouldSay("adjusted");
        reply.Field("hoursToBill").GetProperty("value").GetString().ShouldBe(stored);
        reply.Field("hoursToBill").GetProperty("requestedValue").GetString().ShouldBe(asked);
    }

    [Fact]
    public async Task Of_two_user_defined_fields_whose_names_differ_in_case_one_is_set_and_the_other_cleared()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.DefineField("Companies", new("Rack", FieldDataType.String) { Length = 50 }, userDefined: true);
        world.Sandbox.Autotask.DefineField("Companies", new("rack", FieldDataType.String) { Length = 50 }, userDefined: true);
        world.Sandbox.Autotask.SetTruth("Companies", 1, "Rack", "upper");

        (await world.UpdateFieldsAsync("Companies", 1, """{"fields":{"rack":"lower"},"fieldsToClear":["Rack"]}""")).ShouldSay("applied");

        var truth = world.Sandbox.Autotask.Truth("Companies", 1);
        (Truths.Value(truth, "Rack"), Truths.Value(truth, "rack")).ShouldBe((string.Empty, "lower"));
    }

    [Fact]
    public async Task User_defined_fields_whose_names_differ_in_case_only_are_two_fields()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.DefineField("Companies", new("Rack", FieldDataType.String) { Length = 50 }, userDefined: true);
        world.Sandbox.Autotask.DefineField("Companies", new("rack", FieldDataType.String) { Length = 50 }, userDefined: true);
        world.Sandbox.Autotask.SetTruth("Companies", 1, "Rack", "upper");

        (await world.UpdateFieldsAsync("Companies", 1, """{"fields":{"rack":"lower"},"onlyIf":{"Rack":"upper"}}""")).ShouldSay("applied");

        var truth = world.Sandbox.Autotask.Truth("Companies", 1);
        (Truths.Value(truth, "Rack"), Truths.Value(truth, "rack")).ShouldBe(("upper", "lower"));
        var read = await world.GetAsync("/api/systems/autotask/records/Companies/1");
        (read.Field("Rack").GetProperty("value").GetString(), read.Field("rack").GetProperty("value").GetString()).ShouldBe(("upper", "lower"));
        (await world.UpdateFieldsAsync("Companies", 1, """{"fields":{"RACK":"?"}}""")).ShouldFail(422, "UpdateInvalid");
    }

    private static void Store(World world, string system, string recordType, string field, StoredForm form)
    {
        if (system == "autotask")
        {
            world.Sandbox.Autotask.Store(recordType, field, form);
        }
        else
        {
            world.Sandbox.TeamDynamix.Store(recordType, field, form);
        }
    }

    private static void SetTruth(World world, string system, string recordType, string id, string field, JsonNode value)
    {
        if (system == "autotask")
        {
            world.Sandbox.Autotask.SetTruth(recordType, long.Parse(id, null), field, value);
        }
        else
        {
            world.Sandbox.TeamDynamix.SetTruth(recordType, id, field, value);
        }
    }

    private static string ValueOf(World world, string system, string recordType, string id, string field) => system == "autotask"
        ? Truths.Value(world.Sandbox.Autotask.Truth(recordType, long.Parse(id, null)), field)
        : ItemTruths.Value(world.Sandbox.TeamDynamix.Truth(recordType, id), field);

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

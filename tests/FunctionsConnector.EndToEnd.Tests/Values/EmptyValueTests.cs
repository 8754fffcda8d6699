using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Nothing is emptied by accident: what says nothing leaves a field as it is, and only <c>fieldsToClear</c> and <c>clear</c> empty it.</summary>
public sealed class EmptyValueTests(AzuriteServer azurite)
{
    private static readonly string[] Blanks =
    [
        "null", "\"\"", "[]", "\" \"", "\"\\u00a0\\u200b\"", "[null]", "[\"\",\" \"]", """{"Value":null}""", """{"@odata.type":"x","Id":0,"Value":""}""", """{"id":"","label":null}""",
    ];

    // The system, a field, its true name and its value at the start. The JSON text of an empty list is a text in a field of free text.
    private static readonly (string System, string Field, string Truth, string Value, string[] Blanks)[] Fields =
    [
        (InAutotask, "dueDateTime", "dueDateTime", "2026-", [.. Blanks, "\"[]\"", "\"[ \\\"\\\" ]\""]),
        (InAutotask, "description", "description", "Something", Blanks),
        (InAutotask, "queueID", "queueID", "29682833", [.. Blanks, "\"[]\""]),
        (InAutotask, "isVisibleToComanaged", "isVisibleToComanaged", "true", Blanks),
        (InAutotask, "CustomerRanking", "CustomerRanking", "Quote Needed", Blanks),
        (InTeamDynamix, "Description", "Description", "Something", Blanks),
        (InTeamDynamix, "SourceID", "SourceID", "102", [.. Blanks, "\"[]\""]),
        (InTeamDynamix, "9001", "attributes/9001", "90011", [.. Blanks, "\"{\\\"Value\\\":null}\""]),
        (InTeamDynamix, "9002", "attributes/9002", "90021,90022", [.. Blanks, "\"[]\""]),
    ];

    public static TheoryData<string, string, string, string, string[]> Rows => [.. Fields];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_value_that_says_nothing_leaves_its_field_as_it_is(string system, string field, string truth, string value, string[] blanks)
    {
        await using var world = await World.StartAsync();

        for (var index = 0; index < blanks.Length; index++)
        {
            var blank = blanks[index];
            var reply = await world.UpdateAsync(system, $$$"""{"fields":{"Title":"new {{{index}}}","{{{field}}}":{{{blank}}}}}""");

            reply.ShouldSay("applied");
            reply.Body.GetProperty("fields").GetArrayLength().ShouldBe(1, $"{blank} leaves the field as it is, so it is no part of the update");
            world.TruthOf(system, truth).ShouldStartWith(value, Case.Sensitive, blank);

            (await world.UpdateAsync(system, $$$"""{"fields":{"{{{field}}}":{{{blank}}}}}""")).ShouldFail(400, "InvalidRequest");
            (await world.UpdateOneAsync(system, $$"""{"field":"{{field}}","value":{{blank}}}""")).ShouldFail(400, "InvalidRequest");
            world.Patches(system).ShouldBe(index + 1, $"{blank} leaves nothing to change");
        }

        world.TruthOf(system, truth).ShouldStartWith(value);
    }

    [Theory]
    [InlineData(InAutotask, "dueDateTime", "dueDateTime", "null")]
    [InlineData(InAutotask, "dueDateTime", "dueDateTime", "[]")]
    [InlineData(InTeamDynamix, "9001", "attributes/9001", "\"\"")]
    [InlineData(InTeamDynamix, "9002", "attributes/9002", "[]")]
    public async Task A_field_with_a_blank_value_is_cleared_where_the_caller_says_so(string system, string field, string truth, string blank)
    {
        await using var world = await World.StartAsync();

        (await world.UpdateAsync(system, $$"""{"fields":{"{{field}}":{{blank}}},"fieldsToClear":["{{field}}"]}""")).ShouldSay("applied");

        world.TruthOf(system, truth).ShouldBeEmpty();
        (await world.UpdateOneAsync(system, $$"""{"field":"{{field}}","value":{{blank}},"clear":true}""")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(InAutotask, "contractID", "description")]
    [InlineData(InTeamDynamix, "9010", "9001")]
    public async Task A_blank_in_a_condition_means_that_the_field_is_empty(string system, string empty, string filled)
    {
        await using var world = await World.StartAsync();

        foreach (var (blank, index) in Blanks.Select((blank, index) => (blank, index)))
        {
            (await world.UpdateAsync(system, $$$"""{"fields":{"Title":"new {{{index}}}"},"onlyIf":{"{{{empty}}}":{{{blank}}}}}""")).ShouldSay("applied");
            (await world.UpdateAsync(system, $$$"""{"fields":{"Title":"other"},"onlyIf":{"{{{filled}}}":{{{blank}}}}}""")).ShouldFail(409, "Conflict");
        }
    }

    [Theory]
    [InlineData(InAutotask, "Tickets/1", "isVisibleToComanaged")]
    [InlineData(InAutotask, "Companies/6", "isActive")]
    [InlineData(InTeamDynamix, "people/50000000-5a4d-4b0c-8e57-000000000002", "IsEmployee")]
    public async Task Clearing_a_boolean_is_refused_before_anything_is_sent(string system, string record, string field)
    {
        await using var world = await World.StartAsync();

        var reply = await world.PatchAsync($"/api/systems/{system}/records/{record}", $$"""{"fieldsToClear":["{{field}}"]}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe("FieldRequired");
        reply.Message.ShouldContain("Set it to false");
        world.Patches(system).ShouldBe(0);
    }

    [Fact]
    public async Task A_queued_update_clears_nothing_by_a_null()
    {
        var result = await UpdateThroughQueueAsync(
            azurite, """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"new","dueDateTime":null,"queueID":[]}}""");

        result.GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        result.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("field").GetString()).ShouldBe(["title"]);
    }
}

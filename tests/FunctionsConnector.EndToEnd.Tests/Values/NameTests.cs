using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Wrong names are answered with the nearest right ones, and all problems of an update are reported at once.</summary>
public sealed class NameTests(AzuriteServer azurite)
{
    [Theory]
    [InlineData(InAutotask, "statsu", "'status'")]
    [InlineData(InAutotask, "Due Date", "'dueDateTime'")]
    [InlineData(InAutotask, "customer rankin", "'CustomerRanking'")]
    [InlineData(InTeamDynamix, "Status Id ID", "'StatusID'")]
    [InlineData(InTeamDynamix, "Bilding", "'Building'")]
    public async Task A_wrong_name_of_a_field_is_answered_with_the_nearest_ones(string system, string name, string nearest)
    {
        await using var world = await World.StartAsync();

        foreach (var body in new[] { $$$"""{"fields":{"{{{name}}}":"x"}}""", $$"""{"fieldsToClear":["{{name}}"]}""", $$$"""{"fields":{"Title":"x"},"onlyIf":{"{{{name}}}":"x"}}""" })
        {
            var reply = await world.UpdateAsync(system, body);

            reply.ShouldFail(422, "UpdateInvalid");
            reply.Message.ShouldContain("Did you mean ");
            reply.Message.ShouldContain(nearest, Case.Sensitive);
            reply.Message.Length.ShouldBeLessThan(200, "the list of all fields is not in it");
        }
    }

    [Fact]
    public async Task A_name_that_is_near_to_none_is_answered_with_the_list_once()
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateAsync(InAutotask, """{"fields":{"colour":"x"}}""");

        reply.Message.ShouldContain("Writable fields: ");
    }

    [Theory]
    [InlineData(
        InAutotask,
        """{"fields":{"statsu":"x","priority":"Hihg","estimatedHours":"1,5","ticketNumber":"T1"},"fieldsToClear":["title"],"onlyIf":{"queu":"x","source":"Fone"}}""",
        "FieldNotFound statsu", "ChoiceNotFound priority", "ValueInvalid estimatedHours", "FieldReadOnly ticketNumber", "FieldRequired title", "FieldNotFound queu", "ChoiceNotFound source")]
    [InlineData(
        InTeamDynamix,
        """{"fields":{"Titel":"x","StatusID":"Nwe","TimeBudget":"1,5"},"fieldsToClear":["PriorityID"],"onlyIf":{"Bilding":"x","SourceID":"Fone"}}""",
        "FieldNotFound Titel", "ChoiceNotFound StatusID", "ValueInvalid TimeBudget", "FieldRequired PriorityID", "FieldNotFound Bilding", "ChoiceNotFound SourceID")]
    public async Task All_problems_of_an_update_are_reported_at_once(string system, string body, params string[] problems)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateAsync(system, body);

        reply.ShouldFail(422, "UpdateInvalid");
        Problems(reply.Error).ShouldBe(problems, ignoreOrder: true);
        world.Patches(system).ShouldBe(0);
    }

    [Fact]
    public async Task A_queued_update_reports_all_its_problems_at_once()
    {
        var result = await UpdateThroughQueueAsync(
            azurite, """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"statsu":"x","priority":"Hihg"}}""");

        Problems(result).ShouldBe(["FieldNotFound statsu", "ChoiceNotFound priority"], ignoreOrder: true);
    }

    private static IEnumerable<string> Problems(JsonElement error) =>
        error.GetProperty("details").EnumerateArray().Select(detail => $"{detail.GetProperty("code").GetString()} {detail.GetProperty("target").GetString()}");
}

using FunctionsConnector.Sandbox.TeamDynamix.Attributes;

namespace FunctionsConnector.EndToEnd.Tests.TeamDynamix;

/// <summary>An administrator changes attributes and choices while the connector has them in its cache. A cache gives no final answer.</summary>
public class CatalogChangeTests
{
    private readonly ScaledClock _clock = new(factor: 1);

    [Fact]
    public async Task A_choice_that_was_added_since_the_catalog_was_read_is_found()
    {
        await using var world = await StartAsync();
        Define(world, new(90011, "North Hall"), new(90012, "South Hall"), new(90019, "New Wing"));

        var reply = await UpdateAsync(world, """{"fields":{"Building":"New Wing"}}""");

        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        Held(world).ShouldBe("90019");
    }

    [Fact]
    public async Task An_attribute_that_was_added_since_the_catalog_was_read_is_found()
    {
        await using var world = await StartAsync();
        world.Sandbox.TeamDynamix.DefineAttribute("tickets-42", new AttributeDefinition(9990, "Cost Centre", "textbox"));

        (await UpdateAsync(world, """{"fields":{"Cost Centre":"K7"}}""")).Outcome.ShouldBe("applied");
        (await world.GetAsync("/api/systems/teamdynamix/records/tickets-42/1001?fields=Cost%20Centre")).Body.ToString().ShouldContain("K7");
    }

    /// <summary>It was said to be applied with the wrong label.</summary>
    [Fact]
    public async Task A_label_that_was_swapped_with_another_is_written_as_it_is_meant_now()
    {
        await using var world = await StartAsync();
        Define(world, new(90011, "South Hall"), new(90012, "North Hall"));

        var reply = await UpdateAsync(world, """{"fields":{"Building":"South Hall"}}""");

        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        Held(world).ShouldBe("90011");
        reply.Body.ToString().ShouldContain("\"displayValue\":\"South Hall\"");
    }

    [Fact]
    public async Task An_id_is_written_as_it_is_and_shown_with_its_label_of_today()
    {
        await using var world = await StartAsync();
        Define(world, new(90011, "South Hall"), new(90012, "North Hall"));

        var reply = await UpdateAsync(world, """{"fields":{"Building":"90012"}}""");

        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        Held(world).ShouldBe("90012");
        reply.Body.ToString().ShouldContain("\"displayValue\":\"North Hall\"");
        world.Sandbox.TeamDynamix.Calls.All.Count(call => call.Method == "PATCH").ShouldBe(2, "one of them warmed the cache");
    }

    [Fact]
    public async Task A_swapped_label_with_a_condition_is_reported_and_not_sent_again()
    {
        await using var world = await StartAsync();
        Define(world, new(90011, "South Hall"), new(90012, "North Hall"));

        var reply = await UpdateAsync(world, """{"fields":{"Building":"South Hall"},"onlyIf":{"StatusID":"New"}}""");

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Body.ToString().ShouldContain("is shown as 'North Hall'");
    }

    /// <summary>The record has the id that the label had when the catalog was read. The update was made.</summary>
    [Theory]
    [InlineData("South Hall", "Conflict")]
    [InlineData("North Hall", "applied")]
    public async Task A_condition_means_the_labels_of_today(string label, string expected)
    {
        await using var world = await StartAsync();
        world.Sandbox.TeamDynamix.SetTruth("tickets-42", 1001, "attributes/9001", "90012");
        Define(world, new(90011, "South Hall"), new(90012, "North Hall"));

        var reply = await UpdateAsync(world, $$$"""{"fields":{"Title":"new"},"onlyIf":{"Building":"{{{label}}}"}}""");

        (reply.Outcome ?? reply.Code).ShouldBe(expected, reply.Body.ToString());
    }

    private static Task<Reply> UpdateAsync(World world, string body) => world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", body);

    private static string Held(World world) => ItemTruths.Value(world.Sandbox.TeamDynamix.Truth("tickets-42", 1001), "attributes/9001");

    private static void Define(World world, params IReadOnlyList<AttributeChoice> choices) =>
        world.Sandbox.TeamDynamix.DefineAttribute("tickets-42", new AttributeDefinition(9001, "Building", "dropdown") { App = 42, Choices = choices });

    /// <summary>A world whose catalog was read a minute ago.</summary>
    private async Task<World> StartAsync()
    {
        var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(60) }, time: _clock);
        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1002", """{"fields":{"Title":"warm"}}""")).Outcome.ShouldBe("applied");
        world.Sandbox.TeamDynamix.SetTruth("tickets-42", "1001", "StatusID", 11);
        _clock.Skip(TimeSpan.FromMinutes(1));
        return world;
    }
}

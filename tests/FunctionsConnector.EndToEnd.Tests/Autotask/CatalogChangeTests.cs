using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>An administrator changes fields and choices while the connector has them in its cache. A cache gives no final answer.</summary>
public class CatalogChangeTests
{
    private const string Fields = "/Tickets/entityInformation/fields";

    private readonly ScaledClock _clock = new(factor: 1);

    [Fact]
    public async Task A_choice_that_was_added_since_the_catalog_was_read_is_found()
    {
        await using var world = await StartAsync(new ChoiceDefinition("1", "One"));
        Define(world, new ChoiceDefinition("1", "One"), new ChoiceDefinition("2", "Two"));

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"source","value":"Two"}""");

        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "source").ShouldBe("2");
        FieldReads(world).ShouldBe(2);
    }

    [Fact]
    public async Task A_storm_of_misspelt_names_reads_the_catalog_once_more()
    {
        await using var world = await StartAsync(new ChoiceDefinition("1", "One"));

        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => world.UpdateFieldsAsync(
            "Tickets", 1 + (number % 20), number % 2 == 0 ? """{"fields":{"source":"Tow"}}""" : """{"fields":{"soruce":"One"}}""")));

        replies.ShouldAllBe(reply => reply.Code == "UpdateInvalid");
        FieldReads(world).ShouldBe(2);
    }

    [Fact]
    public async Task A_misspelt_name_is_not_refused_for_good_while_the_fields_cannot_be_read_again()
    {
        await using var world = await StartAsync(new ChoiceDefinition("1", "One"));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).For("GET", "entityInformation").Repeated(Fault.Always));

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"source","value":"Two"}""");

        reply.ShouldFail(503, "SystemUnavailable");
        reply.Body.ToString().ShouldContain("Source 'Two' is not one of: One.");
    }

    [Fact]
    public async Task A_label_that_moved_to_another_id_is_written_with_that_id()
    {
        await using var world = await StartAsync(new ChoiceDefinition("1", "One"), new ChoiceDefinition("2", "Two"));
        world.Sandbox.Autotask.SetTruth("Tickets", 1, "source", 1);
        Define(world, new ChoiceDefinition("1", "One"), new ChoiceDefinition("7", "Two"));

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"source","value":"Two"}""");

        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "source").ShouldBe("7");
    }

    [Fact]
    public async Task A_removed_field_ends_the_update_for_good()
    {
        await using var world = await StartAsync(new ChoiceDefinition("1", "One"));
        world.Sandbox.Autotask.RemoveField("Tickets", "source");

        var reply = await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"source":"One","title":"new"}}""");

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Body.ToString().ShouldContain("FieldNotFound");
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "title").ShouldBe("new");
        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"source","value":"One"}""")).ShouldFail(422, "UpdateInvalid");
    }

    [Fact]
    public async Task An_expired_catalog_serves_after_a_short_wait_while_the_metadata_hangs()
    {
        await using var world = await StartAsync(new ChoiceDefinition("1", "One"));
        _clock.Skip(TimeSpan.FromMinutes(20));
        world.Sandbox.Autotask.Faults.Add(Fault.HangUntilCallerLeaves().For("GET", "entityInformation").Repeated(Fault.Always));
        var start = _clock.GetTimestamp();

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"source","value":"One"}""");

        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        _clock.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static int FieldReads(World world) => world.Sandbox.Autotask.Calls.All.Count(call => call.PathAndQuery.EndsWith(Fields, StringComparison.Ordinal));

    private static void Define(World world, params IReadOnlyList<ChoiceDefinition> choices) =>
        world.Sandbox.Autotask.DefineField("Tickets", new FieldDefinition("source", FieldDataType.Integer) { Choices = choices });

    /// <summary>A world whose catalog was read a minute ago.</summary>
    private async Task<World> StartAsync(params IReadOnlyList<ChoiceDefinition> choices)
    {
        var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(60) }, time: _clock);
        Define(world, choices);
        (await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"warm"}""")).Outcome.ShouldBe("applied");
        _clock.Skip(TimeSpan.FromMinutes(1));
        return world;
    }
}

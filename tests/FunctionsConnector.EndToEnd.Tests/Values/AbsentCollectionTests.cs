using FunctionsConnector.EndToEnd.Tests.Autotask;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Autotask leaves the user-defined fields out where none of them has a value.</summary>
public class AbsentCollectionTests
{
    private static readonly string[] UserDefined = ["Account note", "Support tier", "Seats", "Contract review"];

    [Fact]
    public async Task The_last_user_defined_field_can_be_cleared()
    {
        await using var world = await WithoutUserDefinedValuesAsync(except: "Seats");

        var cleared = await world.UpdateFieldsAsync("Companies", 1, """{"fieldsToClear":["Seats"]}""");

        cleared.ShouldSay("applied");
        cleared.Field("Seats").GetProperty("cleared").GetBoolean().ShouldBeTrue();
        cleared.Field("Seats").TryGetProperty("value", out _).ShouldBeFalse();
        Truths.Value(world.Sandbox.Autotask.Truth("Companies", 1), "Seats").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_condition_that_a_user_defined_field_is_empty_holds()
    {
        await using var world = await WithoutUserDefinedValuesAsync();

        (await world.UpdateFieldsAsync("Companies", 1, """{"fields":{"Seats":7},"onlyIf":{"Seats":null}}""")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_user_defined_field_that_is_ignored_is_not_applied()
    {
        await using var world = await WithoutUserDefinedValuesAsync();
        world.Sandbox.Autotask.IgnoreSilently("Companies", "Seats");

        var reply = await world.UpdateFieldsAsync("Companies", 1, """{"fields":{"Seats":7}}""");

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain("is empty");
    }

    [Theory]
    [InlineData("""{"fieldsToClear":["Backup"]}""", 504, "OutcomeUnknown")]
    [InlineData("""{"fields":{"location":"new"},"onlyIf":{"Backup":null}}""", 409, "Conflict")]
    public async Task Where_they_can_be_hidden_from_the_account_they_are_not_taken_for_empty(string call, int status, string code)
    {
        await using var world = await World.StartAsync();
        var item = world.Sandbox.Autotask.Truth("ConfigurationItems", 1);
        item.Remove("userDefinedFields");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(200, $$"""{"item":{{item.ToJsonString()}}}""").For("GET", "/ConfigurationItems/1").Repeated(Fault.Always));

        (await world.UpdateFieldsAsync("ConfigurationItems", 1, call)).ShouldFail(status, code);
    }

    private static async Task<World> WithoutUserDefinedValuesAsync(string? except = null)
    {
        var world = await World.StartAsync();
        foreach (var field in UserDefined.Where(field => field != except))
        {
            world.Sandbox.Autotask.SetTruth("Companies", 1, field, null);
        }

        return world;
    }
}

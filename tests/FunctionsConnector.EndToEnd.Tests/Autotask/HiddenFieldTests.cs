namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>The value of a field that the vendor does not return is unknown, not empty.</summary>
public class HiddenFieldTests
{
    private static readonly Fault Hiding = Fault.Status(200, """{"item":{"id":1,"title":"x"}}""").For("GET", "/Tickets/1").Repeated(Fault.Always);

    [Theory]
    [InlineData("""{"field":"dueDateTime","clear":true}""")]
    [InlineData("""{"field":"purchaseOrderNumber","value":"PO-1"}""")]
    public async Task An_update_of_a_field_that_is_not_shown_is_not_reported_as_applied(string call)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Hiding);

        (await world.UpdateFieldAsync("Tickets", 1, call)).ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task A_condition_on_a_field_that_is_not_shown_does_not_hold()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Hiding);

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"new","onlyIf":{"dueDateTime":""}}""")).ShouldFail(409, "Conflict");
        world.PatchesSent.ShouldBeEmpty();
    }
}

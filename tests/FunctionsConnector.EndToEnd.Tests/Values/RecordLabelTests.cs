namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>The labels in a record, and whether an update changed it.</summary>
public class RecordLabelTests
{
    [Fact]
    public async Task A_record_of_Autotask_has_the_labels_of_its_choices()
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync("/api/systems/autotask/records/Tickets/1?fields=status,title,companyID,CustomerRanking");

        reply.Body.GetProperty("labels").ToString().ShouldBe("""{"status":"New","CustomerRanking":"1-Quote Needed"}""");
    }

    [Fact]
    public async Task A_record_of_TeamDynamix_has_the_names_of_people_and_groups_too()
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync("/api/systems/teamdynamix/records/tickets-42/1001?fields=StatusID,Title,AccountID,ResponsibleGroupID,RequestorUid,Building");

        reply.Body.GetProperty("labels").ToString().ShouldBe(
            """{"StatusID":"New","AccountID":"Library","ResponsibleGroupID":"Service Desk","RequestorUid":"Robin Sample","Building":"North Hall"}""");
        reply.Field("AccountID").GetProperty("displayValue").GetString().ShouldBe("Library");
        reply.Body.GetProperty("values").GetProperty("AccountID").GetString().ShouldBe("47");
    }

    [Theory]
    [InlineData("""{"fields":{"title":"x"}}""", "applied", null)]
    [InlineData("""{"fields":{"title":"x"},"verify":false}""", "accepted", null)]
    [InlineData("""{"fields":{"title":"x"},"onlyIf":{"status":"New"}}""", "applied", true)]
    [InlineData("""{"fields":{"title":"x"},"onlyIf":{"status":"New"},"verify":false}""", "accepted", null)]
    [InlineData("""{"fields":{"title":"Sandbox ticket 1"},"onlyIf":{"status":"New"}}""", "unchanged", false)]
    public async Task Changed_is_said_only_where_it_is_known(string update, string outcome, bool? changed)
    {
        await using var world = await World.StartAsync();

        var reply = await world.UpdateFieldsAsync("Tickets", 1, update);

        reply.ShouldSay(outcome);
        (reply.Body.TryGetProperty("changed", out var said) ? said.GetBoolean() : default(bool?)).ShouldBe(changed);
    }
}

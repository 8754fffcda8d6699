namespace FunctionsConnector.Actions.Tests.Sandbox.Autotask;

public class AutotaskRouteTests
{
    [Theory]
    [InlineData("Contacts")]
    [InlineData("Tasks")]
    [InlineData("TicketNotes")]
    public async Task A_patch_of_a_child_at_its_flat_name_is_an_html_404(string entity)
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.PatchAsync(entity, """{"id":1,"title":"x"}""");

        response.Status.ShouldBe(404);
        response.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_patch_with_the_id_in_the_path_is_a_405_without_errors()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.PatchAsync("Tickets/1", """{"id":1,"title":"x"}""");

        response.Status.ShouldBe(405);
        response.Body.ShouldBe("""{"Message":"The requested resource does not support http method 'PATCH'."}""");
    }

    [Fact]
    public async Task A_placeholder_in_the_path_is_a_400()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        (await sandbox.PatchAsync("Companies/{parentId}/Contacts", """{"id":1}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_child_is_patched_below_its_parent_only()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        (await sandbox.PatchAsync("Companies/2/Contacts", """{"id":1,"firstName":"Wrong"}""")).Status.ShouldBe(500);
        var response = await sandbox.PatchAsync("companies/1/contacts", """{"ID":1,"firstname":"Ada"}""");

        response.Body.ShouldBe("""{"itemId":1}""");
        sandbox.Autotask.Truth("Contacts", 1)["firstName"]!.GetValue<string>().ShouldBe("Ada");
    }

    [Fact]
    public async Task A_missing_record_is_a_null_item_and_not_a_404()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.GetAsync("Tickets/999");

        response.Status.ShouldBe(200);
        response.Body.ShouldBe("""{"item":null}""");
    }

    [Fact]
    public async Task Metadata_names_types_differently_for_standard_and_user_defined_fields()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var status = (await sandbox.GetAsync("Tickets/entityInformation/fields")).Json["fields"]!.AsArray()
            .Single(field => field!["name"]!.GetValue<string>() == "status")!;
        var ranking = (await sandbox.GetAsync("Tickets/entityInformation/userDefinedFields")).Json["fields"]!.AsArray()
            .Single(field => field!["name"]!.GetValue<string>() == "CustomerRanking")!;

        status["dataType"]!.GetValue<string>().ShouldBe("integer");
        status["picklistValues"]![0]!["value"]!.GetValue<string>().ShouldBe("1");
        ranking["type"]!.GetValue<string>().ShouldBe("string");
        ranking["dataType"].ShouldBeNull();
    }

    [Fact]
    public async Task An_entity_without_user_defined_fields_has_no_route_for_them()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.GetAsync("TicketNotes/entityInformation/userDefinedFields");

        response.Status.ShouldBe(404);
        response.MediaType.ShouldBe("text/html");
    }

    [Theory]
    [InlineData("Companies", false)]
    [InlineData("Contacts", true)]
    [InlineData("Tickets", false)]
    [InlineData("TicketNotes", true)]
    [InlineData("Tasks", true)]
    [InlineData("Projects", false)]
    [InlineData("ConfigurationItems", false)]
    [InlineData("TimeEntries", false)]
    public async Task Every_seeded_record_can_be_patched(string entity, bool isChild)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        for (var id = 1; id <= 24; id++)
        {
            var truth = sandbox.Autotask.Truth(entity, id);
            var path = !isChild ? entity : entity switch
            {
                "Contacts" => $"Companies/{truth["companyID"]}/Contacts",
                "Tasks" => $"Projects/{truth["projectID"]}/Tasks",
                _ => $"Tickets/{truth["ticketID"]}/Notes",
            };

            (await sandbox.PatchAsync(path, truth.ToJsonString())).Body.ShouldBe($$"""{"itemId":{{id}}}""");
            sandbox.Autotask.Truth(entity, id).ToJsonString().ShouldBe(truth.ToJsonString());
        }
    }
}

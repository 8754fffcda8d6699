namespace FunctionsConnector.Actions.Tests.Sandbox.TeamDynamix;

public class TeamDynamixMetadataTests
{
    [Fact]
    public async Task Applications_statuses_and_attributes_are_listed_per_application()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var applications = (await sandbox.GetAsync("api/applications")).Json.AsArray();
        var types = (await sandbox.GetAsync("api/42/tickets/types?isActive=true")).Json.AsArray();
        var statuses = (await sandbox.GetAsync("api/42/tickets/statuses")).Json.AsArray();
        var here = (await sandbox.GetAsync("api/attributes/custom?componentId=9&associatedTypeId=0&appId=42")).Json.AsArray();
        var there = (await sandbox.GetAsync("api/attributes/custom?componentId=9&associatedTypeId=0&appId=45")).Json.AsArray();

        applications.Select(application => application!["AppClass"]!.GetValue<string>()).ShouldContain("TDClient");
        types.Select(type => type!["ID"]!.GetValue<int>()).ShouldBe([61, 62]);
        statuses.Single(status => status!["RequireGoesOffHold"]!.GetValue<bool>())!["Name"]!.GetValue<string>().ShouldBe("On Hold");
        there.Count.ShouldBe(here.Count + 1);
    }

    [Fact]
    public async Task A_ticket_of_another_application_is_found_only_across_applications()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        (await sandbox.GetAsync("api/42/tickets/1041")).Status.ShouldBe(404);
        (await sandbox.PatchAsync("api/42/tickets/1041", "[]")).Status.ShouldBe(404);
        (await sandbox.GetAsync("api/tickets/1041")).Json["AppID"]!.GetValue<int>().ShouldBe(45);
    }

    [Theory]
    [InlineData("api/43/cmdb/3001")]
    [InlineData("api/44/knowledgebase/5001")]
    public async Task An_older_build_cannot_patch_it_and_does_not_document_it(string item)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        (await sandbox.PatchAsync(item, "[]")).Status.ShouldBe(200);

        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { HasNewerPatches = false };

        (await sandbox.PatchAsync(item, "[]")).Status.ShouldBe(405);
        var paths = (await sandbox.GetAsync("swagger/v1/openapi.json")).Json["paths"]!;
        paths["/api/{appId}/cmdb/{id}"]!["patch"].ShouldBeNull();
        paths["/api/{appId}/tickets/{id}"]!["patch"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("api/42/tickets/1001", "tickets-42", "1001")]
    [InlineData("api/43/assets/2001", "assets-43", "2001")]
    [InlineData("api/43/cmdb/3001", "cis-43", "3001")]
    [InlineData("api/44/knowledgebase/5001", "articles-44", "5001")]
    [InlineData("api/people/50000000-5a4d-4b0c-8e57-000000000003", "people", "50000000-5a4d-4b0c-8e57-000000000003")]
    [InlineData("api/projects/4001", "projects", "4001")]
    public async Task Every_kind_of_item_is_returned_in_its_true_state(string path, string recordType, string id)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        (await sandbox.GetAsync(path)).Json.ToJsonString().ShouldBe(sandbox.TeamDynamix.Truth(recordType, id).ToJsonString());
    }

    [Fact]
    public async Task The_truth_can_be_set_and_everything_reset()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.SetTruth("tickets-42", 1001, "StatusID", 12);
        sandbox.TeamDynamix.SetTruth("tickets-42", 1001, "attributes/9003", "PO-X");
        var added = sandbox.TeamDynamix.AddTickets(3);

        var response = await sandbox.GetAsync("api/42/tickets/1001");
        (response.Json["StatusName"]!.GetValue<string>(), response.Attribute(9003)).ShouldBe(("In Process", "PO-X"));
        (await sandbox.GetAsync($"api/42/tickets/{added + 2}")).Status.ShouldBe(200);

        sandbox.TeamDynamix.Reset();
        sandbox.TeamDynamix.Truth("tickets-42", 1001)["StatusID"]!.GetValue<int>().ShouldBe(11);
        (await sandbox.GetAsync("api/42/tickets/1001")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Another_process_can_set_truth_and_switches()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        await sandbox.PatchAsync("/sandbox/teamdynamix/truth/tickets-42/1001", """{"StatusID":12,"attributes/9003":"PO-7"}""");
        await sandbox.PatchAsync("/sandbox/teamdynamix/switches", """{"unknownPath":"Refuse","basePaths":["campus/TDWebApi"]}""");

        sandbox.TeamDynamix.BaseUrl.AbsolutePath.ShouldBe("/teamdynamix/campus/TDWebApi/");
        (await sandbox.GetAsync("api/42/tickets/1001")).Attribute(9003).ShouldBe("PO-7");
        (await sandbox.PatchAsync("api/42/tickets/1001", """[{"op":"add","path":"/Nothing","value":1}]""")).Status.ShouldBe(400);
        (await sandbox.GetAsync("/teamdynamix/TDWebApi/api/applications")).Status.ShouldBe(404);
        (await sandbox.GetAsync("/sandbox/teamdynamix/truth/nonsense/1")).Status.ShouldBe(404);
    }
}

using FunctionsConnector.Core.Failures;
using FunctionsConnector.Sandbox.AzureDevOps;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>Updates of Azure DevOps work items through its profile. Each names the revision that was read.</summary>
public class AzureDevOpsTests
{
    private const string Rename = """{"fields":{"Title":"new"}}""";

    private static readonly Dictionary<string, (string Code, string Message, Action<AzureDevOpsSandbox> Arrange)> Rows = new()
    {
        ["a wrong token"] = ("CredentialsRefused", "401", vendor => vendor.PersonalAccessToken = "another-token-of-somebody"),
        ["a sign-in page"] = ("CredentialsRefused", "203", vendor =>
        {
            vendor.PersonalAccessToken = "another-token-of-somebody";
            vendor.Behavior = vendor.Behavior with { ShowsSignInPage = true };
        }
        ),
        ["a 500 that stays"] = ("UpdateRejected", "VS403489", vendor => vendor.SetTruth("Bug", "7", "System.Rev", 10_000)),
        ["a 503"] = ("SystemUnavailable", "503", vendor => vendor.Faults.Add(Fault.Status(503).For("PATCH"))),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    public static TheoryData<string, string, string, string?> Updates => new()
    {
        { """{"fields":{"Title":"Renamed"}}""", """{"op":"add","path":"/fields/System.Title","value":"Renamed"}""", "System.Title", "Renamed" },
        { """{"fields":{"State":"active"}}""", """{"op":"add","path":"/fields/System.State","value":"Active"}""", "System.State", "Active" },
        { """{"fields":{"Priority":"1"}}""", """{"op":"add","path":"/fields/Microsoft.VSTS.Common.Priority","value":1}""", "Microsoft.VSTS.Common.Priority", "1" },
        { """{"fields":{"Story Points":2.5}}""", """{"op":"add","path":"/fields/Microsoft.VSTS.Scheduling.StoryPoints","value":2.5}""", "Microsoft.VSTS.Scheduling.StoryPoints", "2.5" },
        { """{"fields":{"Blocked":true}}""", """{"op":"add","path":"/fields/Custom.Blocked","value":true}""", "Custom.Blocked", "true" },
        { """{"fields":{"Tags":["one","two"]}}""", """{"op":"add","path":"/fields/System.Tags","value":"one; two"}""", "System.Tags", "one; two" },
        { """{"fields":{"Assigned To":"fabrikamfiber1@hotmail.com"}}""", """{"op":"add","path":"/fields/System.AssignedTo","value":"fabrikamfiber1@hotmail.com"}""", "System.AssignedTo", "fabrikamfiber1@hotmail.com" },
        { """{"fieldsToClear":["Assigned To"]}""", """{"op":"remove","path":"/fields/System.AssignedTo"}""", "System.AssignedTo", null },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task An_update_tests_the_revision_and_the_work_item_holds_it(string body, string operation, string field, string? held)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);

        (await UpdateAsync(world, "7", body)).ShouldSay("applied");

        var call = world.Sandbox.AzureDevOps.Calls.All.Single(call => call.Method == "PATCH");
        call.PathAndQuery.ShouldEndWith("/_apis/wit/workitems/7?api-version=7.1");
        call.Headers["Content-Type"].ShouldBe("application/json-patch+json");
        call.Body.ShouldBe($$"""[{"op":"test","path":"/rev","value":3},{{operation}}]""");
        world.Sandbox.AzureDevOps.Truth("Bug", "7")[field]?.ToString().ShouldBe(held);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_has_its_code_and_the_vendors_words_and_the_title_stays(string name)
    {
        var (expected, message, arrange) = Rows[name];
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);
        arrange(world.Sandbox.AzureDevOps);

        var reply = await UpdateAsync(world, "7", Rename);

        var code = FailureCode.All[expected];
        reply.ShouldFail(code.Status, code.Name);
        reply.Message.ShouldContain(message);
        world.Sandbox.AzureDevOps.Truth("Bug", "7")["System.Title"]!.GetValue<string>().ShouldBe("Bug 7");
    }

    [Theory]
    [InlineData("""{"fields":{"State":"Doing"}}""", "ChoiceNotFound")]
    [InlineData("""{"fields":{"System.Rev":4}}""", "FieldReadOnly")]
    [InlineData("""{"fieldsToClear":["Title"]}""", "FieldRequired")]
    public async Task An_update_that_the_vendor_refuses_is_not_sent(string body, string detail)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);

        var reply = await UpdateAsync(world, "7", body);

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(detail);
        world.Sandbox.AzureDevOps.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Fact]
    public async Task A_field_that_is_empty_already_is_not_removed()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);

        (await UpdateAsync(world, "7", """{"fields":{"Title":"new"},"fieldsToClear":["Description"]}""")).ShouldSay("applied");
        (await UpdateAsync(world, "7", """{"fieldsToClear":["Description"]}""")).ShouldSay("unchanged");

        world.Sandbox.AzureDevOps.Calls.All.ShouldNotContain(call => call.Body.Contains("remove", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_work_item_of_another_type_is_not_found()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);

        var reply = await UpdateAsync(world, "101", Rename);

        reply.ShouldFail(404, "RecordNotFound");
        reply.Message.ShouldContain("'Task'");
    }

    [Fact]
    public async Task Of_two_writers_at_once_exactly_one_wins()
    {
        await using var first = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);
        await using var second = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps, sandbox: first.Sandbox);
        for (var round = 0; round < 30; round++)
        {
            (await UpdateAsync(first, "7", """{"fields":{"Title":"free"}}""")).Status.ShouldBe(200);

            var replies = await Task.WhenAll(Take(first, $"first {round}"), Take(second, $"second {round}"));

            var winner = Array.FindIndex(replies, reply => reply.Status == 200);
            replies.Count(reply => reply.Status == 200).ShouldBe(1, $"{replies[0].Body} {replies[1].Body}");
            replies[1 - winner].ShouldFail(409, "Conflict");
            first.Sandbox.AzureDevOps.Truth("Bug", "7")["System.Title"]!.GetValue<string>().ShouldBe($"{(winner == 0 ? "first" : "second")} {round}");
        }

        static Task<Reply> Take(World world, string title) => UpdateAsync(world, "7", $$$"""{"fields":{"Title":"{{{title}}}"},"onlyIf":{"Title":"free"}}""");
    }

    [Fact]
    public async Task A_wait_that_comes_with_a_200_is_kept()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);
        await UpdateAsync(world, "7", Rename);
        world.Sandbox.AzureDevOps.Faults.Add(Fault.Status(200, """{"count":0,"value":[]}""", headers: new Dictionary<string, string> { ["Retry-After"] = "60" }).For("GET", "workitemtypes?"));
        (await world.GetAsync("/api/connection")).Status.ShouldBe(200);

        var reply = await UpdateAsync(world, "8", Rename);

        reply.ShouldFail(429, "RateLimited");
        reply.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(50, 60);
    }

    [Theory]
    [InlineData("{\"id\":7,\"rev\":3}")]
    [InlineData("{\"id\":7,\"rev\":3,\"fields\":{}}")]
    [InlineData("{\"id\":7,\"rev\":3,\"fields\":[]}")]
    public async Task A_work_item_that_does_not_show_its_type_is_none(string shown)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);
        world.Sandbox.AzureDevOps.Faults.Add(Fault.Status(200, shown).For("GET", "workitems/7").Repeated(Fault.Always));

        (await UpdateAsync(world, "7", """{"fieldsToClear":["Assigned To"]}""")).ShouldFail(503, "SystemUnavailable");

        world.Sandbox.AzureDevOps.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Theory]
    [InlineData("\"somebody\"")]
    [InlineData("{\"displayName\":\"Somebody\"}")]
    public async Task A_field_in_an_unknown_form_is_not_empty(string shown)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);
        world.Sandbox.AzureDevOps.Faults.Add(Fault.Status(
            200, $$$"""{"id":7,"rev":3,"fields":{"System.WorkItemType":"Bug","System.AssignedTo":{{{shown}}}}}""").For("GET", "workitems/7"));

        (await UpdateAsync(world, "7", """{"fieldsToClear":["Assigned To"]}""")).ShouldSay("applied");

        world.Sandbox.AzureDevOps.Truth("Bug", "7")["System.AssignedTo"].ShouldBeNull();
    }

    private static Task<Reply> UpdateAsync(World world, string id, string body) => world.UpdateFieldsAsync("azuredevops", "Bug", id, body);
}

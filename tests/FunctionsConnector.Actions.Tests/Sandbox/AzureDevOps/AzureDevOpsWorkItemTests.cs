using FunctionsConnector.Actions.Tests.Sandbox.Tables;
using FunctionsConnector.Sandbox.AzureDevOps;

namespace FunctionsConnector.Actions.Tests.Sandbox.AzureDevOps;

public class AzureDevOpsWorkItemTests
{
    private const string Item = "_apis/wit/workitems/1?api-version=7.1";
    private const string PatchType = "application/json-patch+json";

    /// <summary>The operations of the example of "Work Items - Update", on the seeded revision.</summary>
    private const string DocumentedBody =
        """
        [
          {
            "op": "test",
            "path": "/rev",
            "value": 3
          },
          {
            "op": "add",
            "path": "/fields/Microsoft.VSTS.Common.Priority",
            "value": "1"
          }
        ]
        """;

    [Fact]
    public async Task The_documented_update_makes_one_revision()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;

        var reply = await PatchAsync(caller, DocumentedBody);

        (reply.Status, reply.Json["id"]!.GetValue<int>(), reply.Json["rev"]!.GetValue<int>()).ShouldBe((200, 1, 4));
        reply.Json["fields"]!["Microsoft.VSTS.Common.Priority"]!.GetValue<int>().ShouldBe(1);
        reply.Json["fields"]!["System.AssignedTo"]!["uniqueName"]!.ToString().ShouldBe("fabrikamfiber4@hotmail.com");
        reply.Json["fields"]!.AsObject().ContainsKey("System.Description").ShouldBeFalse("an empty field is absent");
        vendor.Truth("Bug", "1")["System.ChangedDate"]!.ToString().ShouldBe("2026-03-02T10:00:00.000Z");
    }

    [Fact]
    public async Task Of_two_writers_with_the_same_revision_one_gets_a_412_and_nothing_is_applied()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.KeepHistory("Bug", "1");

        var replies = await Task.WhenAll(PatchAsync(caller, DocumentedBody), PatchAsync(caller, DocumentedBody));

        replies.Select(reply => reply.Status).Order().ShouldBe([200, 412]);
        var stale = replies.Single(reply => reply.Status == 412).Json;
        (stale["typeKey"]!.ToString(), stale["message"]!.ToString()).ShouldBe(
            ("TestPatchOperationFailedException", "VS403351: Test Operation for path /rev failed, value 4 was not equal to test value 3."));
        vendor.History("Bug", "1").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"op":"add","path":"/fields/System.State","value":"Activ"}""", "TF401320: Rule Error for field State. Error code: HasValues, LimitedToValues, AllowsOldValue, InvalidNotOldValue.")]
    [InlineData("""{"op":"remove","path":"/fields/System.Title"}""", "TF401320: Rule Error for field Title. Error code: Required, InvalidEmpty.")]
    [InlineData("""{"op":"add","path":"/fields/System.Id","value":9}""", "TF401320: Rule Error for field ID. Error code: ReadOnly.")]
    [InlineData("""{"op":"add","path":"/fields/Microsoft.VSTS.Scheduling.StoryPoints","value":"many"}""", "TF401320: Rule Error for field Story Points. Error code: InvalidType.")]
    [InlineData("""{"op":"add","path":"/fields/Custom.Nothing","value":"x"}""", "TF51535: Cannot find field Custom.Nothing.")]
    [InlineData("""{"op":"add","path":"/fields/System.AssignedTo","value":"nobody@example.com"}""", "The identity value 'nobody@example.com' for field 'Assigned To' is an unknown identity.")]
    [InlineData("""{"op":"remove","path":"/fields/System.Description"}""", "The path '/fields/System.Description' does not exist.")]
    public async Task An_invalid_operation_refuses_the_whole_patch(string operation, string message)
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        var before = vendor.Truth("Bug", "1").ToJsonString();

        var reply = await PatchAsync(caller, $$"""[{"op":"add","path":"/fields/System.Tags","value":"a"},{{operation}}]""");

        (reply.Status, reply.Json["message"]!.ToString()).ShouldBe((400, message));
        vendor.Truth("Bug", "1").ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task A_rule_error_names_each_field()
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var reply = await PatchAsync(caller, """[{"op":"add","path":"/fields/System.State","value":"x"},{"op":"add","path":"/fields/System.Rev","value":1}]""");

        reply.Json["customProperties"]!["RuleValidationErrors"]!.AsArray().Select(error => error!["fieldReferenceName"]!.ToString()).ShouldBe(["System.State", "System.Rev"]);
    }

    [Fact]
    public async Task Values_are_kept_in_the_fields_form_and_rules_set_other_fields()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;

        var reply = await PatchAsync(
            caller,
            """
            [{"op":"add","path":"/fields/System.State","value":"Active"},{"op":"add","path":"/fields/System.Tags","value":"b;a ;b"},
             {"op":"replace","path":"/fields/System.AssignedTo","value":"Johnnie McLeod"},{"op":"add","path":"/fields/Custom.Blocked","value":true}]
            """);
        var onlyId = await PatchAsync(caller, """[{"op":"add","path":"/fields/System.AssignedTo","value":{"id":"84b3ccff-4d1e-4b2b-9f0c-6a3d3f4f0001"}}]""");

        var fields = reply.Json["fields"]!;
        (fields["System.Tags"]!.ToString(), fields["System.Reason"]!.ToString(), fields["System.AssignedTo"]!["displayName"]!.ToString())
            .ShouldBe(("b; a", "Moved to state Active", "Johnnie McLeod"));
        (onlyId.Status, vendor.Truth("Bug", "1").ContainsKey("System.AssignedTo")).ShouldBe((200, false), "an identity with only an id assigns nobody");
    }

    [Fact]
    public async Task A_validation_saves_nothing()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        var before = vendor.Truth("Bug", "1").ToJsonString();

        var reply = await caller.SendAsync("PATCH", $"{Item}&validateOnly=true", DocumentedBody, PatchType);

        (reply.Status, vendor.Truth("Bug", "1").ToJsonString()).ShouldBe((200, before));
    }

    [Fact]
    public async Task Types_and_fields_are_described()
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var bug = (await caller.GetAsync("_apis/wit/workitemtypes/Bug/fields?$expand=all&api-version=7.1")).Json["value"]!.AsArray();
        var fields = (await caller.GetAsync("_apis/wit/fields?api-version=7.1")).Json["value"]!.AsArray();

        var priority = bug.Single(field => field!["referenceName"]!.ToString() == "Microsoft.VSTS.Common.Priority")!;
        (priority["name"]!.ToString(), priority["allowedValues"]!.ToJsonString()).ShouldBe(("Priority", """["1","2","3","4"]"""));
        fields.Single(field => field!["referenceName"]!.ToString() == "System.AssignedTo")!["isIdentity"]!.GetValue<bool>().ShouldBeTrue();
        (await caller.GetAsync("_apis/wit/workitemtypes/Bug/fields?api-version=7.1")).Json["value"]![0]!["allowedValues"].ShouldBeNull();
        (await caller.GetAsync("_apis/wit/workitems/101?api-version=7.1&fields=System.WorkItemType")).Json["fields"]!.ToJsonString().ShouldBe("""{"System.WorkItemType":"Task"}""");
    }

    [Fact]
    public async Task A_wrong_call_gets_the_vendors_words()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.Forbid("Bug", "2");
        vendor.SetTruth("Bug", "3", "System.Rev", 10_000);
        const string Title = """[{"op":"add","path":"/fields/System.Title","value":"x"}]""";

        (await caller.PatchAsync(Item, Title)).Status.ShouldBe(415);
        (await PatchAsync(caller, "{}")).Json["value"]!["Message"]!.ToString().ShouldBe("You must pass a valid patch document in the body of the request.");
        (await caller.SendAsync("PATCH", "_apis/wit/workitems/1", Title, PatchType)).Json["typeKey"]!.ToString().ShouldBe("VssVersionNotSpecifiedException");
        (await caller.SendAsync("PATCH", "_apis/wit/workitems/2?api-version=7.1", Title, PatchType)).Status.ShouldBe(403);
        (await caller.SendAsync("PATCH", "_apis/wit/workitems/3?api-version=7.1", Title, PatchType)).Status.ShouldBe(500);
        (await caller.GetAsync("_apis/wit/workitems/99?api-version=7.1")).Json["message"]!.ToString()
            .ShouldBe("TF401232: Work item 99 does not exist, or you do not have permissions to read it.");
        caller.Authorization = TableCaller.Basic("", "wrong");
        (await caller.GetAsync(Item)).Status.ShouldBe(401);
        vendor.Behavior = vendor.Behavior with { ShowsSignInPage = true };
        (await caller.GetAsync(Item)).Status.ShouldBe(203);
    }

    [Fact]
    public async Task A_200_can_ask_to_slow_down_before_a_429()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { CallLimit = 2, SlowsDownBelow = 1 };

        var first = await caller.GetAsync(Item);
        var second = await caller.GetAsync(Item);
        var third = await caller.GetAsync(Item);

        (first.Status, first.Header("Retry-After"), first.Header("X-RateLimit-Remaining")).ShouldBe((200, "", "1"));
        (second.Status, second.Header("Retry-After"), second.Header("X-RateLimit-Delay")).ShouldBe((200, "300", "0.5"));
        third.Status.ShouldBe(429);
        third.Json["message"]!.ToString().ShouldStartWith("TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource");
    }

    private static Task<TableResponse> PatchAsync(TableCaller caller, string body) => caller.SendAsync("PATCH", Item, body, PatchType);

    private static async Task<(TableCaller Caller, AzureDevOpsSandbox AzureDevOps)> StartAsync(TimeProvider? time = null)
    {
        var caller = await TableCaller.StartAsync(server => server.AzureDevOps.ProjectUrl, time);
        caller.Authorization = TableCaller.Basic("", caller.Server.AzureDevOps.PersonalAccessToken);
        return (caller, caller.Server.AzureDevOps);
    }
}

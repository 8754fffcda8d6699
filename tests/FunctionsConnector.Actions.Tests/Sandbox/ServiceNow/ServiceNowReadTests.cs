using System.Net.Http.Headers;
using FunctionsConnector.Actions.Tests.Sandbox.Tables;
using FunctionsConnector.Sandbox.ServiceNow;
using static FunctionsConnector.Actions.Tests.Sandbox.ServiceNow.ServiceNowCaller;

namespace FunctionsConnector.Actions.Tests.Sandbox.ServiceNow;

public class ServiceNowReadTests
{
    [Fact]
    public async Task Values_labels_and_links_come_as_asked_for()
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var plain = await caller.GetAsync($"{Documented}?sysparm_exclude_reference_link=true&sysparm_fields=state,caller_id,nothing");
        var labels = await caller.GetAsync($"{Documented}?sysparm_display_value=true&sysparm_exclude_reference_link=true&sysparm_fields=state,caller_id");
        var both = await caller.GetAsync($"{Documented}?sysparm_display_value=all&sysparm_fields=state");

        plain.Body.ShouldBe("""{"result":{"state":"2","caller_id":"5b7c200d0a640069006b3845b5d0fa7c"}}""");
        labels.Body.ShouldBe("""{"result":{"state":"In Progress","caller_id":"Joe Employee"}}""");
        both.Body.ShouldBe("""{"result":{"state":{"display_value":"In Progress","value":"2"}}}""");
    }

    [Fact]
    public async Task A_number_is_found_by_a_query_of_which_invalid_parts_are_dropped()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;

        (await SysIdsAsync("number=INC0000007")).ShouldBe([ServiceNowSandbox.SysId(7)]);
        (await SysIdsAsync("number=INC9999999")).ShouldBeEmpty();
        (await SysIdsAsync("nummer=INC0000007")).Count.ShouldBe(2);
        (await caller.GetAsync("api/now/v1/table/incident?sysparm_query=number=INC9999999")).Status.ShouldBe(404);
        vendor.Behavior = vendor.Behavior with { InvalidQueryReturnsNothing = true };
        (await SysIdsAsync("nummer=INC0000007")).ShouldBeEmpty();

        async Task<List<string>> SysIdsAsync(string query) =>
            [.. (await caller.GetAsync($"api/now/table/incident?sysparm_query={query}&sysparm_limit=2")).Json["result"]!.AsArray().Select(row => row!["sys_id"]!.ToString())];
    }

    [Fact]
    public async Task The_dictionary_has_inherited_fields_under_the_parent_table_only()
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        (await NamesAsync("sys_dictionary?sysparm_query=nameINincident,task^elementISNOTEMPTY^internal_type=glide_list", "element")).ShouldBe(["watch_list"]);
        (await NamesAsync("sys_dictionary?sysparm_query=name=incident^elementSTARTSWITHsub", "dependent_on_field")).ShouldBe(["category"]);
        (await NamesAsync("sys_dictionary?sysparm_query=name=incident^element=short_description", "element")).ShouldBeEmpty();
        (await NamesAsync("sys_choice?sysparm_query=name=incident^element=subcategory^dependent_value=hardware^ORDERBYvalue", "label")).ShouldBe(["CPU", "Disk"]);
        (await NamesAsync("sys_db_object?sysparm_query=name=incident", "label")).ShouldBe(["Incident"]);

        async Task<string[]> NamesAsync(string path, string column) =>
            [.. (await caller.GetAsync($"api/now/table/{path}")).Json["result"]!.AsArray().Select(row => row![column]!.ToString())];
    }

    [Theory]
    [InlineData("api/now/table/incident/0", 404, "No Record found")]
    [InlineData("api/now/table/nothing", 400, "Invalid table nothing")]
    [InlineData("api/then/table/incident", 400, "Requested URI does not represent any resource")]
    [InlineData("api/now/table/sys_dictionary", 403, "User Not Authorized")]
    public async Task A_wrong_address_gets_the_vendors_words(string path, int status, string message)
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { HidesMetadata = true };

        var reply = await caller.GetAsync(path);

        (reply.Status, reply.Json["error"]!["message"]!.ToString()).ShouldBe((status, message));
    }

    [Fact]
    public async Task Tokens_keys_and_basic_authentication_are_accepted()
    {
        var time = new ManualTime();
        var (caller, vendor) = await StartAsync(time);
        await using var _ = caller;
        caller.Authorization = null;

        var refused = await caller.GetAsync(Documented);
        var keyed = await caller.SendAsync("GET", Documented, headers: ("x-sn-apikey", vendor.ApiKey));
        var token = (await TokenAsync(vendor.ClientSecret)).Json["access_token"]!.ToString();
        caller.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var accepted = await caller.GetAsync(Documented);
        time.Advance(vendor.Behavior.TokenLifetime);

        (refused.Status, refused.Json["error"]!["message"]!.ToString()).ShouldBe((401, "User Not Authenticated"));
        (keyed.Status, accepted.Status, (await caller.GetAsync(Documented)).Status).ShouldBe((200, 200, 401));
        (await TokenAsync("wrong")).Body.ShouldBe("""{"error_description":"access_denied","error":"server_error"}""");

        Task<TableResponse> TokenAsync(string secret) => caller.SendAsync(
            "POST", "oauth_token.do", $"grant_type=client_credentials&client_id={vendor.ClientId}&client_secret={Uri.EscapeDataString(secret)}", "application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task A_rate_limit_rule_refuses_with_the_documented_words_and_headers()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { CallLimit = 1 };

        var first = await caller.GetAsync(Documented);
        var second = await caller.GetAsync(Documented);

        (first.Status, first.Header("X-RateLimit-Limit"), first.Header("Retry-After")).ShouldBe((200, "1", ""));
        (second.Status, second.Header("Retry-After"), second.Header("X-RateLimit-Reset")).ShouldBe((429, "3600", "1772449200"));
        second.Body.ShouldBe(
            """{"error":{"message":"Rate limit exceeded","detail":"Rate limit of 1 requests per hour for Table API exceeded"},"status":"failure"}""");
        vendor.RateLimited.ShouldBe(1);
    }
}

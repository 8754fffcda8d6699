using FunctionsConnector.EndToEnd.Tests.Homes;

namespace FunctionsConnector.EndToEnd.Tests.Agents;

/// <summary>Agents use the connector through the Model Context Protocol, with the rights, limits and failures of every caller.</summary>
public sealed class AgentTests(BothHomes homes, AzuriteServer azurite) : IClassFixture<BothHomes>
{
    private static readonly object Ticket = new { system = "autotask", recordType = "Tickets", recordId = 7, field = "status", value = "Complete" };
    private static readonly object Misspelt = new { system = "autotask", recordType = "Tickets", recordId = "7", field = "status", value = "Clsoed" };

    private static readonly string[] Fields = ["title", "status"];

    [Theory]
    [InlineData(Home.Server)]
    [InlineData(Home.FunctionApp)]
    public async Task A_foreign_client_lists_the_tools_updates_a_field_and_gets_a_refusal_as_an_error(string home)
    {
        var world = await homes.SharedAsync(home, await azurite.SharedConnectionAsync());

        var answer = await AgentClient.RunAsync(world, World.ApiKey, AgentClient.Call("update_field", Ticket), AgentClient.Call("update_field", Misspelt));

        answer.TryGetProperty("error", out _).ShouldBeFalse($"{answer}");
        answer.GetProperty("server").GetProperty("name").GetString().ShouldBe("Record Field Updater");
        NamesOf(answer).ShouldBe(
        [
            "update_field", "update_fields", "preview_update", "queue_update", "update_records", "get_record", "list_systems", "list_record_types", "list_fields", "list_choices",
        ]);
        var (made, refused) = (answer.GetProperty("results")[0], answer.GetProperty("results")[1]);
        made.GetProperty("structuredContent").GetProperty("outcome").GetString().ShouldBe("applied", $"{made}");
        IsError(made).ShouldBeFalse();
        world.Sandbox.Autotask.Truth("Tickets", 7)["status"]!.GetValue<int>().ShouldBe(5);
        IsError(refused).ShouldBeTrue($"{refused}");
        var error = refused.GetProperty("structuredContent").GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("UpdateInvalid");
        error.GetProperty("message").GetString()!.ShouldContain("Complete");
        refused.GetProperty("content")[0].GetProperty("text").GetString().ShouldBe(refused.GetProperty("structuredContent").GetRawText());
    }

    [Theory]
    [InlineData(Home.Server)]
    [InlineData(Home.FunctionApp)]
    public async Task An_agent_sees_only_the_systems_of_its_caller(string home)
    {
        var world = await homes.SharedAsync(home, await azurite.SharedConnectionAsync());

        var answer = await AgentClient.RunAsync(world, World.LimitedKey, AgentClient.Call("list_systems", new { }), AgentClient.Call("update_field", Ticket));

        answer.GetProperty("results")[0].GetProperty("structuredContent").GetProperty("value").EnumerateArray()
            .Select(system => system.GetProperty("id").GetString()).ShouldBe(["other"]);
        CodeOf(answer.GetProperty("results")[1]).ShouldBe("Forbidden");
    }

    [Fact]
    public async Task A_structured_result_is_the_reply_over_HTTP()
    {
        await using var world = await World.StartAsync();
        const string Path = "/api/systems/autotask/record-types/Tickets/choices?field=priority&search=i";

        var answer = await AgentClient.RunAsync(
            world,
            World.ApiKey,
            AgentClient.Call("list_choices", new { system = "autotask", recordType = "Tickets", field = "priority", search = "i" }),
            AgentClient.Call("get_record", new { system = "autotask", recordType = "Tickets", recordId = 1, fields = Fields }),
            AgentClient.Call("preview_update", new { system = "teamdynamix", recordType = "tickets-42", recordId = "1001", fields = new { Title = "new" } }));

        var results = answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("structuredContent").GetRawText()).ToList();
        results[0].ShouldBe((await world.GetAsync(Path)).Body.GetRawText());
        results[1].ShouldBe((await world.GetAsync("/api/systems/autotask/records/Tickets/1?fields=title,status")).Body.GetRawText());
        results[2].ShouldBe((await world.PostAsync("/api/systems/teamdynamix/records/tickets-42/1001/preview", """{"fields":{"Title":"new"}}""")).Body.GetRawText());
    }

    [Fact]
    public async Task Hints_say_which_tools_only_read()
    {
        await using var world = await World.StartAsync();

        var tools = (await AgentClient.RunAsync(world, World.ApiKey)).GetProperty("tools").EnumerateArray().ToList();

        tools.Where(tool => Hint(tool, "readOnlyHint")).Select(NameOf).ShouldBe(["preview_update", "get_record", "list_systems", "list_record_types", "list_fields", "list_choices"]);
        tools.Where(tool => Hint(tool, "destructiveHint")).Select(NameOf).ShouldBe(["update_field", "update_fields", "queue_update", "update_records"]);
    }

    [Fact]
    public async Task The_log_names_the_caller_and_says_that_an_agent_called()
    {
        await using var world = await World.StartAsync();

        await AgentClient.RunAsync(world, World.ApiKey, AgentClient.Call("update_field", Ticket));

        world.Log.Lines.ShouldContain(line => line.Contains("UpdateField autotask Tickets 7 by flows, agent: applied", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("update_field", """{"system":"autotask","recordType":"Tickets"}""", "InvalidRequest", "recordId")]
    [InlineData("update_field", """{"system":"autotask","recordType":"Tickets","recordId":"1","field":"status","value":"New","colour":"red"}""", "InvalidRequest", "colour")]
    [InlineData("update_field", """{"system":"autotask","recordType":"Tickets","recordId":"1","field":"status","value":null}""", "InvalidRequest", "value")]
    [InlineData("list_fields", """{"system":"autotask","recordType":"Tickets","colour":"red"}""", "InvalidRequest", "colour")]
    [InlineData("get_record", """{"system":"autotask","recordType":"Tickets","recordId":"1/../2"}""", "InvalidRequest", "recordId")]
    [InlineData("get_record", """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{}}""", "InvalidRequest", "fields")]
    [InlineData("get_record", """{"system":"nowhere","recordType":"Tickets","recordId":"1"}""", "SystemNotFound", null)]
    public async Task Bad_arguments_get_the_failure_of_the_operation(string tool, string arguments, string code, string? target)
    {
        await using var world = await World.StartAsync();

        var result = await CallAsync(world, tool, arguments);

        IsError(result).ShouldBeTrue();
        CodeOf(result).ShouldBe(code, $"{result}");
        if (target is not null)
        {
            result.GetProperty("structuredContent").GetProperty("error").GetProperty("target").GetString().ShouldBe(target);
        }

        world.PatchesSent.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_of_the_protocol_and_no_secret_is_quoted()
    {
        await using var world = await World.StartAsync();

        var answer = await AgentClient.RunAsync(world, World.ApiKey, AgentClient.Call(world.Sandbox.Autotask.Secret, new { }));

        answer.GetProperty("results")[0].GetProperty("protocolError").GetString()!.ShouldContain("update_field");
    }

    [Fact]
    public async Task A_boolean_argument_counts_in_a_list()
    {
        await using var world = await World.StartAsync();

        var result = await CallAsync(world, "list_fields", """{"system":"autotask","recordType":"Tickets","writable":true}""");

        result.GetProperty("structuredContent").GetRawText()
            .ShouldBe((await world.GetAsync("/api/systems/autotask/record-types/Tickets/fields?writable=true")).Body.GetRawText());
    }

    [Fact]
    public async Task A_response_from_which_a_secret_is_taken_is_still_a_whole_event()
    {
        await using var world = await World.StartAsync();
        await world.GetAsync("/api/systems");

        var text = await PostAsync(world, $$"""{"jsonrpc":"2.0","id":"{{World.ApiKey}}","method":"ping"}""");

        text.ShouldContain("***");
        text.ShouldEndWith("\n\n");
    }

    [Fact]
    public async Task An_agent_without_a_known_key_gets_the_failure_of_every_route()
    {
        await using var world = await World.StartAsync();

        var reply = await world.SendAsync(HttpMethod.Post, "/mcp", "{}", request => request.Headers.Remove("x-api-key"));

        reply.ShouldFail(401, "Unauthorized");
    }

    [Fact]
    public async Task Each_request_of_an_agent_counts_against_its_callers_limit()
    {
        await using var world = await World.StartAsync(settings: settings => settings["Connector:ApiKeys:0:CallsPerMinute"] = "1");
        await world.GetAsync("/api/systems");

        (await world.PostAsync("/mcp", Message("tools/list", "{}"))).ShouldFail(429, "RateLimited");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"update_fields","arguments":{"fields":{"title":"\ud800"}}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""")]
    [InlineData("{")]
    public async Task A_message_that_no_operation_would_take_is_refused_with_the_reason(string message)
    {
        await using var world = await World.StartAsync();

        (await world.PostAsync("/mcp", message)).ShouldFail(400, "InvalidRequest");
    }

    [Fact]
    public async Task A_body_of_more_than_1_MB_is_refused()
    {
        await using var world = await World.StartAsync();

        (await world.PostAsync("/mcp", Message("tools/list", $$"""{"padding":"{{new string('x', 1024 * 1024)}}"}"""))).ShouldFail(413, "PayloadTooLarge");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Without_sessions_there_is_nothing_to_open_or_to_end(string method)
    {
        await using var world = await World.StartAsync();

        var reply = await world.SendAsync(new HttpMethod(method), "/mcp", json: null);

        reply.ShouldFail(405, "MethodNotAllowed");
    }

    /// <summary>A call without the SDK, for arguments that its types do not allow.</summary>
    private static async Task<JsonElement> CallAsync(World world, string tool, string arguments)
    {
        var text = await PostAsync(world, Message("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}"""));
        var data = text.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..];
        return JsonElement.Parse(data).GetProperty("result");
    }

    private static async Task<string> PostAsync(World world, string message)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{world.Url}mcp");
        request.Headers.Add("x-api-key", World.ApiKey);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf8");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Message(string method, string parameters) => $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""";

    private static IEnumerable<string> NamesOf(JsonElement answer) => answer.GetProperty("tools").EnumerateArray().Select(NameOf);

    private static string NameOf(JsonElement tool) => tool.GetProperty("name").GetString()!;

    private static bool Hint(JsonElement tool, string name) => tool.GetProperty("annotations").GetProperty(name).GetBoolean();

    private static bool IsError(JsonElement result) => result.TryGetProperty("isError", out var error) && error.GetBoolean();

    private static string CodeOf(JsonElement result) => result.GetProperty("structuredContent").GetProperty("error").GetProperty("code").GetString()!;
}

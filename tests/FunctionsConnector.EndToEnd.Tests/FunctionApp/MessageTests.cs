using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.FunctionApp;

/// <summary>The published function app under the local substitute for its host, with the queue of a real Azurite.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class MessageTests(AzuriteServer azurite, PublishedFunctionApp app, ITestOutputHelper output) : QueueConsumerTests(azurite, output)
{
    protected override string Home => "under Functions";

    [Fact]
    public async Task A_flow_updates_directly_or_through_the_queue()
    {
        await using var world = await QueueWorld.StartAsync(Azurite);
        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync());
        using var flow = new HttpClient { BaseAddress = host.Url };
        flow.DefaultRequestHeaders.Add("x-api-key", World.ApiKey);

        var updated = await SendAsync(flow, HttpMethod.Patch, "api/systems/autotask/records/Tickets/2/field", """{"field":"priority","value":"Critical"}""");
        var queued = await SendAsync(flow, HttpMethod.Post, "api/systems/autotask/records/Tickets/2/queue", """{"fields":{"title":"queued"},"failureMode":"output"}""");
        var refused = await SendAsync(flow, HttpMethod.Post, "api/systems/autotask/records/Tickets/2/queue", """{"fields":{"titel":"queued"}}""");
        var choices = await SendAsync(flow, HttpMethod.Get, "api/systems/autotask/record-types/Tickets/choices?field=priority&search=crit", null);

        updated.GetProperty("outcome").GetString().ShouldBe("applied");
        refused.GetProperty("error").GetProperty("details")[0].GetProperty("code").GetString().ShouldBe("FieldNotFound");
        choices.GetProperty("value")[0].GetProperty("label").GetString().ShouldBe("Critical");
        var settled = new SettledMessages(world.Queues);
        await QueueWorld.UntilAsync(
            async () =>
            {
                await settled.CollectAsync();
                return settled.Results.Count > 0;
            },
            TimeSpan.FromSeconds(20),
            "the queued update is applied");
        settled.Results[queued.GetProperty("messageId").GetString()!].ShouldHaveSingleItem().GetProperty("outcome").GetString().ShouldBe("applied");
        world.Sandbox.Autotask.Truth("Tickets", 2)["title"]!.GetValue<string>().ShouldBe("queued");
    }

    [Theory]
    [InlineData("UpdateFromQueue")]
    [InlineData("api/systems/..%5C..%5CUpdateFromQueue%3F/records/Tickets/1/preview")]
    [InlineData("admin/functions/UpdateFromQueue")]
    public async Task No_http_request_reaches_the_queues_function(string path)
    {
        await using var world = await QueueWorld.StartAsync(Azurite);
        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync());
        using var caller = new HttpClient { BaseAddress = host.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(ForgedProperties.Text, Encoding.UTF8, "application/json") };
        request.Headers.Host = "127.0.0.1";

        using var response = await caller.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(401);
        world.Sandbox.Autotask.Truth("Tickets", 1)["title"]!.GetValue<string>().ShouldNotBe("own words");
    }

    [Fact]
    public async Task A_platform_imports_the_definition_from_the_apps_own_address()
    {
        await using var world = await QueueWorld.StartAsync(Azurite);
        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync());
        using var platform = new HttpClient { BaseAddress = host.Url };

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/swagger.json");
        request.Headers.Host = "my-app.contoso.example";
        using var response = await platform.SendAsync(request, TestContext.Current.CancellationToken);
        var definition = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        (definition.GetProperty("host").GetString(), definition.GetProperty("schemes")[0].GetString()).ShouldBe(("my-app.contoso.example", "https"));
    }

    private static async Task<JsonElement> SendAsync(HttpClient flow, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await flow.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private protected override Task<QueueWorld> StartWorldAsync() => QueueWorld.StartAsync(Azurite);

    private protected override async Task ConsumeAsync(QueueWorld world, Func<Task> work)
    {
        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync());
        await work();
        (host.Restarts, host.Hung).ShouldBe((0, 0));
    }

    private protected override async Task ConsumeWithKillsAsync(QueueWorld world, int kills, Func<Task> work)
    {
        var random = new Random(Environment.TickCount);
        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync());
        var running = work();
        for (var kill = 1; kill <= kills; kill++)
        {
            await RandomDelay.WaitAsync(random);
            await host.KillWorkerAsync();
            await QueueWorld.UntilAsync(() => Task.FromResult(host.Restarts == kill), TimeSpan.FromSeconds(30), "the worker is started again");
        }

        await running;
    }
}

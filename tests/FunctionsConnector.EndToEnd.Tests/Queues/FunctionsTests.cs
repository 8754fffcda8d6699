using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionsConnector.EndToEnd.Tests.Queues.Azurite;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The published app under the stand-in of the Functions host, with the queue of a real Azurite.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class FunctionsTests(AzuriteServer azurite, PublishedApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Of_a_thousand_messages_each_ends_in_one_place_and_the_records_agree()
    {
        await using var world = await QueueWorld.StartAsync(azurite, app);
        var run = new BulkRun(world, BulkMessage.Make(1_000, isShared: true, world));

        await using (var host = await world.StartFunctionsHostAsync())
        {
            await run.RunAsync();
            (host.Handler.Restarts, host.Hung.Count()).ShouldBe((0, 0));
        }

        await run.CheckAsync(wasKilled: false);
        (await QueueWorld.TakeAllAsync(world.Queues.Updates)).ShouldBeEmpty();
        output.WriteLine(run.Figures("under Functions"));
    }

    [Fact]
    public async Task Killed_at_twenty_moments_nothing_is_lost_and_nothing_untrue_is_said()
    {
        await using var world = await QueueWorld.StartAsync(azurite, app);
        var run = new BulkRun(world, BulkMessage.Make(1_000, isShared: false, world));
        var random = new Random(Environment.TickCount);

        await using (var host = await world.StartFunctionsHostAsync())
        {
            var running = run.RunAsync();
            for (var kill = 1; kill <= 20; kill++)
            {
                await Moments.PassAsync(random);
                await host.Handler.KillAsync();
                await QueueWorld.UntilAsync(() => Task.FromResult(host.Handler.Restarts == kill), TimeSpan.FromSeconds(30), "the handler is started again");
            }

            await running;
        }

        await run.CheckAsync(wasKilled: true);
        output.WriteLine(run.Figures("under Functions, killed 20 times"));
    }

    [Fact]
    public async Task What_a_message_says_of_itself_is_not_what_the_queue_says_of_it()
    {
        await using var world = await QueueWorld.StartAsync(azurite, app);
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).For("PATCH", "/Tickets"));
        await world.PutAsync(OwnWords.Text);

        await using var host = await world.StartFunctionsHostAsync();

        await OwnWords.CheckAsync(world);
    }

    [Fact]
    public async Task A_flow_updates_at_once_or_through_the_queue()
    {
        await using var world = await QueueWorld.StartAsync(azurite, app);
        await using var host = await world.StartFunctionsHostAsync();
        using var flow = new HttpClient { BaseAddress = host.Url };
        flow.DefaultRequestHeaders.Add("x-api-key", World.ApiKey);

        var updated = await SendAsync(flow, HttpMethod.Patch, "api/systems/autotask/records/Tickets/2/field", """{"field":"priority","value":"Critical"}""");
        var queued = await SendAsync(flow, HttpMethod.Post, "api/systems/autotask/records/Tickets/2/queue", """{"fields":{"title":"queued"},"failureMode":"output"}""");
        var refused = await SendAsync(flow, HttpMethod.Post, "api/systems/autotask/records/Tickets/2/queue", """{"fields":{"titel":"queued"}}""");
        var choices = await SendAsync(flow, HttpMethod.Get, "api/systems/autotask/record-types/Tickets/choices?field=priority&search=crit", null);

        updated.GetProperty("outcome").GetString().ShouldBe("applied");
        refused.GetProperty("error").GetProperty("details")[0].GetProperty("code").GetString().ShouldBe("FieldNotFound");
        choices.GetProperty("value")[0].GetProperty("label").GetString().ShouldBe("Critical");
        var places = new FinalPlaces(world.Queues);
        await QueueWorld.UntilAsync(
            async () =>
            {
                await places.CollectAsync();
                return places.Results.Count > 0;
            },
            TimeSpan.FromSeconds(20),
            "the queued update is made");
        places.Results[queued.GetProperty("messageId").GetString()!].ShouldHaveSingleItem().GetProperty("outcome").GetString().ShouldBe("applied");
        world.Sandbox.Autotask.Truth("Tickets", 2)["title"]!.GetValue<string>().ShouldBe("queued");
    }

    [Fact]
    public async Task Nobody_reaches_the_queues_route_through_the_host()
    {
        await using var world = await QueueWorld.StartAsync(azurite, app);
        await using var host = await world.StartFunctionsHostAsync();
        using var stranger = new HttpClient { BaseAddress = host.Url };
        var envelope = JsonContent.Create(new { Data = new { message = QueueWorld.Base64(OwnWords.Text) } });
        await envelope.LoadIntoBufferAsync(TestContext.Current.CancellationToken);

        // The host displays the URL and reads it again; the second reading takes the backslashes for slashes.
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/systems/..%5C..%5CUpdateFromQueue%3F/records/Tickets/1/preview") { Content = envelope };
        request.Headers.Host = "my-app.azurewebsites.net";
        using var reply = await stranger.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)reply.StatusCode).ShouldBe(401);
        world.Sandbox.Autotask.Truth("Tickets", 1)["title"]!.GetValue<string>().ShouldNotBe("own words");
    }

    [Fact]
    public async Task A_platform_imports_the_definition_from_the_apps_own_address()
    {
        await using var world = await QueueWorld.StartAsync(azurite, app);
        await using var host = await world.StartFunctionsHostAsync();
        using var platform = new HttpClient { BaseAddress = host.Url };

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/swagger.json");
        request.Headers.Host = "my-app.contoso.example";
        using var reply = await platform.SendAsync(request, TestContext.Current.CancellationToken);
        var definition = JsonElement.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

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
}

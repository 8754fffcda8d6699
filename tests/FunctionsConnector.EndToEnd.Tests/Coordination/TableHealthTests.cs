using FunctionsConnector.Core.Secrets;
using FunctionsConnector.EndToEnd.Tests.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>What callers and the operator see of the tables: nothing without the setting, and an outage once.</summary>
public sealed class TableHealthTests(AzuriteServer azurite)
{
    private const string Body = """{"field":"status","value":"Complete"}""";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_with_the_setting_calls_to_a_storage_table_are_made(bool isSet)
    {
        await using var proxy = await AzuriteProxy.StartForTablesAsync(await azurite.NewAccountWithTablesAsync());
        var calls = 0;
        proxy.OnResponse = (_, _) => Task.FromResult(Interlocked.Increment(ref calls));

        // The account of the queues has tables; without the setting they are not used.
        var connection = $"{proxy.Account.ConnectionString};TableEndpoint={proxy.Account.TableEndpoint}";
        await using var world = await World.StartAsync(settings: settings =>
        {
            settings["Queue:Connection"] = connection;
            if (isSet)
            {
                settings["Coordination:Connection"] = connection;
            }
        });

        (await world.UpdateFieldAsync("Tickets", 1, Body)).Outcome.ShouldBe("applied");
        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"x"}}""")).Outcome.ShouldBe("applied");
        (await world.PostAsync("/api/systems/autotask/records/Tickets/2/queue", """{"fields":{"title":"queued"}}""")).Status.ShouldBe(200);
        await QueueWorld.UntilAsync(
            () => Task.FromResult(world.Sandbox.Autotask.Truth("Tickets", 2)["title"]!.GetValue<string>() == "queued"), Limit, "the queued update is made");

        (calls > 0).ShouldBe(isSet);
    }

    [Fact]
    public async Task While_the_tables_are_down_callers_go_on_and_the_operator_sees_it_once()
    {
        await using var proxy = await AzuriteProxy.StartForTablesAsync(await azurite.NewAccountWithTablesAsync());
        await using var world = await World.StartAsync(settings: settings => settings["Coordination:Connection"] = proxy.Account.TableConnection);
        (await world.UpdateFieldAsync("Tickets", 1, Body)).Outcome.ShouldBe("applied");
        (await StatusAsync()).ShouldBe("ready");

        proxy.Intercept = context =>
        {
            context.Response.StatusCode = 503;
            return true;
        };
        for (var ticket = 2; ticket < 5; ticket++)
        {
            (await world.UpdateFieldAsync("Tickets", ticket, Body)).Outcome.ShouldBe("applied");
        }

        var health = await world.GetAsync("/health/ready");
        (health.Status, health.Body.GetProperty("status").GetString()).ShouldBe((200, "degraded"));
        health.Body.GetProperty("detail").GetString()!.ShouldContain("tables that the instances share");
        var lines = world.Log.Lines.Where(line => line.Contains("table that the instances share cannot be used", StringComparison.Ordinal)).ToList();
        lines.ShouldHaveSingleItem().ShouldContain($"127.0.0.1:{proxy.Account.TableEndpoint!.Port} answered 503");

        proxy.Intercept = _ => false;
        await QueueWorld.UntilAsync(
            async () => (await world.UpdateFieldAsync("Tickets", 5, Body)).Status == 200 && await StatusAsync() == "ready", Limit, "the tables are used again");
        world.Log.Lines.ShouldContain(line => line.Contains("can be used again", StringComparison.Ordinal));
        Secrecy.Check([.. world.Log.Lines], [proxy.Account.Key]);
        world.Services.GetRequiredService<SecretRedactor>().Redact($"AccountKey={proxy.Account.Key};").ShouldBe($"AccountKey={SecretRedactor.Mask};");

        async Task<string?> StatusAsync() => (await world.GetAsync("/health/ready")).Body.GetProperty("status").GetString();
    }
}

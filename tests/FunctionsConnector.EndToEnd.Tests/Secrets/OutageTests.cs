namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>A vault that is unavailable.</summary>
public sealed class OutageTests(AppIdentity identity)
{
    [Fact]
    public async Task Updates_continue_during_ten_minutes_without_the_vault()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (_, settings) => settings["KeyVault:RefreshAfter"] = "00:01:00");
        (await UpdateAsync(world, 0)).ShouldAllBe(reply => reply.Outcome == "applied");
        (await world.ReadyAsync()).Body.GetProperty("status").GetString().ShouldBe("ready");

        world.GoDown();
        for (var round = 1; round <= 20; round++)
        {
            clock.Skip(TimeSpan.FromSeconds(30));
            (await UpdateAsync(world, round)).ShouldAllBe(reply => reply.Outcome == "applied", $"round {round}");
        }

        var degraded = await world.ReadyAsync();
        (degraded.Status, degraded.Body.GetProperty("status").GetString()).ShouldBe((200, "degraded"));
        degraded.Body.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("Key Vault is unavailable since 2");

        world.ComeUp();
        clock.Skip(TimeSpan.FromMinutes(1));
        (await UpdateAsync(world, 21)).ShouldAllBe(reply => reply.Outcome == "applied");
        (await world.ReadyAsync()).Body.GetProperty("status").GetString().ShouldBe("ready");

        world.Log.Lines.Count(line => line.Contains("Key Vault is unavailable", StringComparison.Ordinal)).ShouldBe(1, "an outage is logged once");
        world.Log.Lines.Count(line => line.Contains("Key Vault is available again", StringComparison.Ordinal)).ShouldBe(1, "and so is its end");
    }

    [Fact]
    public async Task A_Retry_After_of_a_day_is_limited_to_an_hour()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (sandbox, _) =>
            sandbox.KeyVault.Behavior = new() { IsThrottling = true, ThrottleRetryAfter = 86_400 });
        (await world.UpdateAutotaskAsync(1, "x")).Headers.RetryAfter!.Delta!.Value.ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(1));

        world.Sandbox.KeyVault.Behavior = new();
        clock.Skip(TimeSpan.FromHours(1));

        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");
    }

    [Fact]
    public async Task The_public_text_of_an_outage_names_neither_the_vault_nor_a_secret()
    {
        await using var world = await VaultWorld.StartAsync(identity, arrange: (sandbox, _) => sandbox.KeyVault.Behavior = new() { IsDown = true });
        var refused = await world.UpdateAutotaskAsync(1, "x", key: "a stranger's guess");
        var ready = await world.ReadyAsync();

        refused.ShouldFail(503, "SystemUnavailable");
        ready.Body.GetProperty("status").GetString().ShouldBe("degraded");
        foreach (var telling in new[] { "flows-key", "limited-key", "autotask", world.Sandbox.KeyVault.Url.Authority })
        {
            refused.Body.ToString().ShouldNotContain(telling);
            ready.Body.ToString().ShouldNotContain(telling);
        }
    }

    [Fact]
    public async Task Without_the_vault_at_the_start_callers_get_a_503_until_it_is_available()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (sandbox, _) => sandbox.KeyVault.Behavior = new() { IsDown = true });

        var replies = await UpdateAsync(world, 0);
        replies.ShouldAllBe(reply => reply.Code == "SystemUnavailable" && reply.Headers.RetryAfter != null);
        world.Sandbox.KeyVault.Calls.Count.ShouldBe(0);

        world.ComeUp();
        clock.Skip(replies.Max(reply => reply.Headers.RetryAfter!.Delta!.Value));
        (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Outcome == "applied");
    }

    [Fact]
    public async Task A_key_that_may_be_newer_than_the_cache_gets_a_503()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await UpdateAsync(world, 0)).ShouldAllBe(reply => reply.Outcome == "applied");
        const string Unknown = "a key that matches no cached key";

        world.GoDown();
        (await world.UpdateAutotaskAsync(1, "x", key: Unknown)).ShouldFail(503, "SystemUnavailable");
        var wait = (await world.UpdateAutotaskAsync(1, "x", key: Unknown)).Headers.RetryAfter.ShouldNotBeNull("the keys are not read again so soon").Delta!.Value;
        (await world.UpdateAutotaskAsync(1, "y")).ShouldSay("applied");

        world.ComeUp();
        clock.Skip(wait + TimeSpan.FromMinutes(1));
        (await world.UpdateAutotaskAsync(1, "x", key: Unknown)).ShouldFail(401, "Unauthorized");
    }

    [Fact]
    public async Task An_HTML_page_instead_of_a_secret_is_an_outage()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await UpdateAsync(world, 0)).ShouldAllBe(reply => reply.Outcome == "applied");

        world.Sandbox.KeyVault.Faults.Add(Fault.Status(200, "<html>Sign in to the guest network.</html>").Repeated(Fault.Always));
        clock.Skip(TimeSpan.FromHours(1));
        (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Outcome == "applied");

        (await world.ReadyAsync()).Body.GetProperty("status").GetString().ShouldBe("degraded");
    }

    [Fact]
    public async Task Occasional_failures_of_the_vault_do_not_affect_updates()
    {
        await using var world = await VaultWorld.StartAsync(identity, arrange: (sandbox, _) => sandbox.KeyVault.Faults.Add(Fault.Status(503)));

        (await UpdateAsync(world, 0)).ShouldAllBe(reply => reply.Outcome == "applied");
    }

    [Fact]
    public async Task A_slow_vault_at_the_first_call_uses_the_requests_time()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (sandbox, _) =>
            sandbox.KeyVault.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(2)).For(pathFragment: "flows-key")));
        world.Sandbox.Autotask.Faults.Add(Fault.HangUntilCallerLeaves().Repeated(Fault.Always));
        var start = clock.GetUtcNow();

        (await world.UpdateAutotaskAsync(1, "x")).ShouldFail(503, "SystemUnavailable");

        (clock.GetUtcNow() - start).ShouldBeLessThan(World.Quick.UntilStarted + TimeSpan.FromSeconds(1.5), "the wait for the vendor is shorter");
    }

    [Fact]
    public async Task A_hanging_vault_at_the_first_call_does_not_exceed_the_requests_time()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(
            identity, clock, (sandbox, _) => sandbox.KeyVault.Faults.Add(Fault.HangUntilCallerLeaves().Repeated(Fault.Always)));
        var start = clock.GetUtcNow();

        (await world.UpdateAutotaskAsync(1, "x")).ShouldFail(503, "SystemUnavailable");

        (clock.GetUtcNow() - start).ShouldBeLessThan(World.Quick.Request);
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_does_not_delay_callers_with_a_cached_secret()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await UpdateAsync(world, 0)).ShouldAllBe(reply => reply.Outcome == "applied");

        world.Sandbox.KeyVault.Faults.Add(Fault.HangUntilCallerLeaves().Repeated(Fault.Always));
        clock.Skip(TimeSpan.FromHours(1));
        var start = clock.GetUtcNow();
        (await world.UpdateTeamDynamixAsync(1, "y")).ShouldSay("applied");

        (clock.GetUtcNow() - start).ShouldBeLessThan(TimeSpan.FromSeconds(10), "it waits at most 2 s for each of its secrets");
    }

    [Fact]
    public async Task Cached_secrets_expire_after_a_day_without_the_vault()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await UpdateAsync(world, 0)).ShouldAllBe(reply => reply.Outcome == "applied");

        world.GoDown();
        clock.Skip(TimeSpan.FromHours(23.5));
        (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Outcome == "applied");
        clock.Skip(TimeSpan.FromHours(1));
        (await UpdateAsync(world, 2)).ShouldAllBe(reply => reply.Code == "SystemUnavailable");
    }

    private static Task<Reply[]> UpdateAsync(World world, int round) => Task.WhenAll(Enumerable.Range(1, 5).SelectMany(id => new[]
    {
        world.UpdateAutotaskAsync(id, $"round {round}"),
        world.UpdateTeamDynamixAsync(id, $"round {round}"),
    }));
}

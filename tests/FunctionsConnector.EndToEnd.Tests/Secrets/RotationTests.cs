namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>Rotation of secrets in use.</summary>
public sealed class RotationTests(AppIdentity identity)
{
    private const string NewKey = "key-of-the-flows-next-8c1d~$3";

    [Fact]
    public async Task Five_hundred_updates_succeed_while_secrets_and_keys_are_replaced()
    {
        const int Updates = 500;
        await using var world = await VaultWorld.StartAsync(identity);
        var vault = world.Sandbox.KeyVault;
        var key = World.ApiKey;
        var replies = new ConcurrentBag<Reply>();

        // The order of docs/secrets.md: first the vault, then the vendor. For a caller: first the new key, then the flows, then the old key.
        var steps = new Dictionary<int, Action>
        {
            [100] = () =>
            {
                vault.Set("autotask-secret", "next-autotask-secret~1");
                world.Sandbox.Autotask.Secret = "next-autotask-secret~1";
            },
            [200] = () =>
            {
                vault.Set("teamdynamix-key", "5ec2e700-5a4d-4b0c-8e57-0000000000ff");
                world.Sandbox.TeamDynamix.WebServicesKey = "5ec2e700-5a4d-4b0c-8e57-0000000000ff";
                world.Sandbox.TeamDynamix.RevokeTokens();
            },
            [300] = () => vault.Set(VaultWorld.SecondKey, NewKey),
            [320] = () => Volatile.Write(ref key, NewKey),
            [400] = () => vault.Enable("flows-key", false),
        };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Updates),
            new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                if (steps.TryGetValue(number, out var step))
                {
                    step();
                }

                var id = (number / 2 % 30) + 1;
                replies.Add(number % 2 == 0
                    ? await world.UpdateAutotaskAsync(id, $"update {number}", Volatile.Read(ref key))
                    : await world.UpdateTeamDynamixAsync(id, $"update {number}", Volatile.Read(ref key)));
            });

        replies.Where(reply => reply.Outcome != "applied").Select(reply => reply.Body.ToString()).ShouldBeEmpty();
        replies.Count.ShouldBe(Updates);
        world.Sandbox.Autotask.IsLocked.ShouldBeFalse();
        foreach (var name in new[] { "autotask-user", "autotask-secret", "autotask-code", "teamdynamix-beid", "teamdynamix-key", "flows-key", "limited-key", VaultWorld.SecondKey })
        {
            vault.Requests(name).ShouldBeInRange(1, 3, name);
        }
    }

    [Fact]
    public async Task A_second_key_is_valid_at_once_and_the_first_stays_valid()
    {
        await using var world = await VaultWorld.StartAsync(identity);
        (await world.UpdateAutotaskAsync(1, "with the first")).ShouldSay("applied");
        world.Sandbox.KeyVault.Set(VaultWorld.SecondKey, NewKey);

        var replies = await Task.WhenAll(Enumerable.Range(1, 20).Select(id => world.UpdateAutotaskAsync(id, "with the second", NewKey)));

        replies.ShouldAllBe(reply => reply.Outcome == "applied", "all waiting updates use the new secret");
        world.Sandbox.KeyVault.Requests(VaultWorld.SecondKey).ShouldBeInRange(2, 3, "at the start, perhaps first without a token, and once for all twenty");
        (await world.UpdateAutotaskAsync(1, "with the first again")).ShouldSay("applied");
        world.Log.Lines.Count(line => line.Contains("by flows", StringComparison.Ordinal)).ShouldBe(22, "they are one caller");
    }

    [Fact]
    public async Task A_replaced_key_is_refused_after_the_first_use_of_the_new_one()
    {
        await using var world = await VaultWorld.StartAsync(identity);
        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");
        world.Sandbox.KeyVault.Set("flows-key", NewKey);

        (await world.UpdateAutotaskAsync(1, "y", NewKey)).ShouldSay("applied");
        (await world.UpdateAutotaskAsync(1, "z")).ShouldFail(401, "Unauthorized");
    }

    [Fact]
    public async Task Guesses_of_unauthenticated_callers_do_not_each_call_the_vault()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");
        var before = world.Sandbox.KeyVault.Requests("flows-key");

        var guesses = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => world.UpdateAutotaskAsync(1, "x", $"guess-{number}")));

        guesses.ShouldAllBe(reply => reply.Code == "Unauthorized");
        // One for all of them, and one more per five seconds on a slow machine.
        var reads = world.Sandbox.KeyVault.Requests("flows-key") - before;
        reads.ShouldBeInRange(1, 4);

        clock.Skip(TimeSpan.FromSeconds(6));
        (await world.UpdateAutotaskAsync(1, "x", "one more guess")).ShouldFail(401, "Unauthorized");
        world.Sandbox.KeyVault.Requests("flows-key").ShouldBe(before + reads + 1);
    }

    [Fact]
    public async Task Without_any_key_the_vault_is_not_called()
    {
        await using var world = await VaultWorld.StartAsync(identity);

        var reply = await world.SendAsync(HttpMethod.Get, "/api/systems", null, request => request.Headers.Remove("x-api-key"));

        reply.ShouldFail(401, "Unauthorized");
        world.Sandbox.KeyVault.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_shared_by_two_callers_is_refused()
    {
        await using var world = await VaultWorld.StartAsync(identity, arrange: (sandbox, _) => sandbox.KeyVault.Set("limited-key", World.ApiKey));

        (await world.UpdateAutotaskAsync(1, "x")).ShouldFail(401, "Unauthorized");
        world.Log.Lines.ShouldContain(line => line.Contains("Callers have the same key", StringComparison.Ordinal) && line.Contains("flows, limited", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_end_after_a_stored_key_is_ignored()
    {
        await using var world = await VaultWorld.StartAsync(identity, arrange: (sandbox, _) => sandbox.KeyVault.Set("flows-key", $"{World.ApiKey}\n"));

        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");
    }
}

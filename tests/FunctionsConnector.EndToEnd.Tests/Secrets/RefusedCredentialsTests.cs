namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>Credentials that a vendor refuses. Each attempt counts towards the lock of the account, so there are at most two a minute.</summary>
public sealed class RefusedCredentialsTests(AppIdentity identity)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task A_wrong_secret_is_attempted_at_most_twice_a_minute()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (sandbox, _) =>
        {
            sandbox.KeyVault.Set("autotask-secret", "wrong");
            sandbox.KeyVault.Set("teamdynamix-key", "wrong");
        });

        for (var minute = 1; minute <= 3; minute++)
        {
            var (byAutotask, byTeamDynamix) = (world.RefusedByAutotask(), world.RefusedByTeamDynamix());
            (await UpdateAsync(world, 20)).ShouldAllBe(reply => reply.Code == "CredentialsRefused", $"minute {minute}");
            (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Code == "CredentialsRefused", $"minute {minute}");

            (world.RefusedByAutotask() - byAutotask).ShouldBeInRange(1, 2, $"Autotask in minute {minute}");
            (world.RefusedByTeamDynamix() - byTeamDynamix).ShouldBeInRange(1, 2, $"TeamDynamix in minute {minute}");
            clock.Skip(Window);
        }

        world.Sandbox.Autotask.IsLocked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_secret_that_becomes_invalid_between_updates_is_attempted_twice()
    {
        await using var world = await VaultWorld.StartAsync(identity);
        (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.KeyVault.Set("autotask-secret", "wrong too");
        world.Sandbox.KeyVault.Set("teamdynamix-key", "wrong too");
        world.Sandbox.Autotask.Secret = "changed at the vendor alone";
        world.Sandbox.TeamDynamix.WebServicesKey = "changed at the vendor alone";
        world.Sandbox.TeamDynamix.RevokeTokens();

        for (var i = 0; i < 10; i++)
        {
            (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Code == "CredentialsRefused");
        }

        world.RefusedByAutotask().ShouldBe(2, "once with the old secret and once with the new one");
        world.RefusedByTeamDynamix().ShouldBe(2, "once with the old secret and once with the new one");
    }

    [Fact]
    public async Task After_a_minute_the_right_secret_works_for_all_callers()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (sandbox, _) =>
        {
            sandbox.KeyVault.Set("autotask-secret", "wrong");
            sandbox.KeyVault.Set("teamdynamix-key", "wrong");
        });
        (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Code == "CredentialsRefused");

        world.Sandbox.KeyVault.Set("autotask-secret", world.Sandbox.Autotask.Secret);
        world.Sandbox.KeyVault.Set("teamdynamix-key", world.Sandbox.TeamDynamix.WebServicesKey);
        clock.Skip(Window);

        (await UpdateAsync(world, 20)).ShouldAllBe(reply => reply.Outcome == "applied", "no update fails while another one attempts the secret");
    }

    [Fact]
    public async Task Refused_credentials_without_an_available_vault_are_a_transient_failure()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.KeyVault.Set("autotask-secret", "next");
        world.Sandbox.KeyVault.Set("teamdynamix-key", "next");
        world.Sandbox.Autotask.Secret = "next";
        world.Sandbox.TeamDynamix.WebServicesKey = "next";
        world.Sandbox.TeamDynamix.RevokeTokens();
        world.GoDown();

        for (var i = 0; i < 5; i++)
        {
            (await UpdateAsync(world, 5)).ShouldAllBe(reply => reply.Code == "SystemUnavailable" && reply.Headers.RetryAfter != null);
        }

        world.RefusedByAutotask().ShouldBeInRange(1, 3, "two calls in progress at once, and the proof");
        world.RefusedByTeamDynamix().ShouldBeInRange(1, 2);

        world.ComeUp();
        clock.Skip(Window);
        (await UpdateAsync(world, 5)).ShouldAllBe(reply => reply.Outcome == "applied");
    }

    [Fact]
    public async Task One_401_while_the_vault_cannot_be_asked_stops_nothing()
    {
        await using var world = await VaultWorld.StartAsync(identity);
        (await UpdateAsync(world, 1)).ShouldAllBe(reply => reply.Outcome == "applied");
        world.GoDown();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(401).For("PATCH"));

        (await world.UpdateAutotaskAsync(1, "renamed again")).ShouldSay("applied");
        (await world.UpdateAutotaskAsync(2, "renamed again")).ShouldSay("applied");
    }

    private static Task<Reply[]> UpdateAsync(World world, int each) => Task.WhenAll(Enumerable.Range(1, each).SelectMany(id => new[]
    {
        world.UpdateAutotaskAsync(id, "renamed"),
        world.UpdateTeamDynamixAsync(id, "renamed"),
    }));
}

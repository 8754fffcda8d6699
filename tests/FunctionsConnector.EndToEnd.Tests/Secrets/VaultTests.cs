using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.KeyVault;

namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>Secrets from the vault, with the real client libraries.</summary>
public sealed class VaultTests(AppIdentity identity)
{
    [Fact]
    public async Task Secrets_of_vendors_and_callers_are_read_from_the_vault_once()
    {
        await using var world = await VaultWorld.StartAsync(identity);

        var replies = await Task.WhenAll(Enumerable.Range(1, 20).SelectMany(id => new[]
        {
            world.UpdateAutotaskAsync(id, "from the vault"),
            world.UpdateTeamDynamixAsync(id, "from the vault"),
        }));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        foreach (var name in new[] { "autotask-user", "autotask-secret", "autotask-code", "teamdynamix-beid", "teamdynamix-key", "flows-key" })
        {
            // Before it has the challenge of the vault, the client library sends one request without a token.
            world.Sandbox.KeyVault.Requests(name).ShouldBeInRange(1, 2, name);
        }
    }

    [Fact]
    public async Task A_missing_secret_is_reported_and_found_after_it_is_added()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (sandbox, _) => sandbox.KeyVault.Delete("autotask-secret"));

        var missing = await world.UpdateAutotaskAsync(1, "x");
        missing.ShouldFail(424, "CredentialsMissing");
        missing.Message.ShouldContain("'autotask-secret' is not in the vault");
        (await world.UpdateTeamDynamixAsync(1, "the other system has its secrets")).ShouldSay("applied");

        world.Sandbox.KeyVault.Set("autotask-secret", world.Sandbox.Autotask.Secret);
        clock.Skip(TimeSpan.FromSeconds(31));
        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_disabled_secret_is_not_used_from_the_cache()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");

        world.Sandbox.KeyVault.Enable("autotask-code", false);
        clock.Skip(TimeSpan.FromHours(1));

        var disabled = await world.UpdateAutotaskAsync(1, "y");
        disabled.ShouldFail(424, "CredentialsMissing");
        disabled.Message.ShouldContain("'autotask-code' is disabled");
    }

    [Fact]
    public async Task A_missing_secret_is_not_requested_at_every_update()
    {
        await using var world = await VaultWorld.StartAsync(identity, arrange: (sandbox, _) => sandbox.KeyVault.Delete("autotask-user"));

        for (var i = 0; i < 20; i++)
        {
            (await world.UpdateAutotaskAsync(1, "x")).ShouldFail(424, "CredentialsMissing");
        }

        world.Sandbox.KeyVault.Requests("autotask-user").ShouldBe(1);
    }

    [Fact]
    public async Task Denied_access_is_reported_and_cached_secrets_stay_in_use()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock);
        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");

        world.Sandbox.KeyVault.Behavior = new KeyVaultBehavior { DeniesAccess = true };
        clock.Skip(TimeSpan.FromHours(1));

        (await world.UpdateAutotaskAsync(1, "y")).ShouldSay("applied");
        (await world.ReadyAsync()).Body.GetProperty("status").GetString().ShouldBe("degraded");
        clock.Skip(TimeSpan.FromHours(24));
        (await world.UpdateAutotaskAsync(1, "z")).Status.ShouldBe(401, "the caller's key is also unavailable");
    }

    [Fact]
    public async Task Throttling_is_respected_and_reported()
    {
        var clock = new ScaledClock(1);
        await using var world = await VaultWorld.StartAsync(identity, clock, (sandbox, _) =>
            sandbox.KeyVault.Behavior = new KeyVaultBehavior { IsThrottling = true, ThrottleRetryAfter = 40 });

        for (var i = 0; i < 10; i++)
        {
            var throttled = await world.UpdateAutotaskAsync(1, "x");
            throttled.ShouldFail(503, "SystemUnavailable");
            throttled.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(30, 40);
        }

        // The keys are requested concurrently once.
        world.Sandbox.KeyVault.Calls.All.Count(call => call.Status == 429).ShouldBeInRange(1, 3, "no request is sent before the Retry-After ends");

        world.ComeUp();
        clock.Skip(TimeSpan.FromSeconds(40));
        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_user_assigned_identity_is_requested_by_its_id()
    {
        var clientId = identity.Sandbox.ClientIds.First();
        await using var world = await VaultWorld.StartAsync(identity, arrange: (_, settings) => settings["KeyVault:ClientId"] = clientId);

        (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");

        identity.Sandbox.Calls.All.ShouldContain(call => call.PathAndQuery.Contains($"client_id={clientId}", StringComparison.Ordinal) && call.Status == 200);
    }

    [Fact]
    public async Task An_unknown_identity_gets_no_token_and_callers_get_a_503()
    {
        await using var world = await VaultWorld.StartAsync(
            identity, arrange: (_, settings) => settings["KeyVault:ClientId"] = "c11e4700-5a4d-4b0c-8e57-00000000dead");

        (await world.UpdateAutotaskAsync(1, "x")).ShouldFail(503, "SystemUnavailable");
        world.Log.Lines.ShouldContain(line => line.Contains("identity got no token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pods_token_is_exchanged_for_a_token_of_the_vault()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var world = await VaultWorld.StartAsync(identity: null, arrange: (sandbox, settings) =>
            {
                File.WriteAllText(file, sandbox.Identity.WorkloadToken);
                settings["KeyVault:Credential"] = "WorkloadIdentity";
                settings["KeyVault:ClientId"] = sandbox.Identity.ClientIds.First();
                settings["AZURE_TENANT_ID"] = IdentitySandbox.TenantId;
                settings["AZURE_FEDERATED_TOKEN_FILE"] = file;
                settings["AZURE_AUTHORITY_HOST"] = sandbox.Identity.AuthorityHost.ToString();
            });

            (await world.UpdateAutotaskAsync(1, "x")).ShouldSay("applied");

            world.Sandbox.Identity.Calls.All.ShouldHaveSingleItem().Status.ShouldBe(200);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

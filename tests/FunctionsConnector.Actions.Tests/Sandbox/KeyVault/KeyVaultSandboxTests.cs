using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.Actions.Tests.Sandbox.KeyVault;

/// <summary>The REST interface of the simulated vault, without a client library.</summary>
public sealed class KeyVaultSandboxTests
{
    [Fact]
    public async Task Without_a_token_the_challenge_names_the_authority_and_the_resource()
    {
        await using var caller = await VaultCaller.StartAsync();

        var response = await caller.ReadAsync("secrets/connector-key", token: null);

        response.Status.ShouldBe(401);
        response.Challenge.ShouldBe($"Bearer authorization=\"{caller.Identity.Authority}\", resource=\"https://vault.azure.net\"");
        response.Body.ShouldNotContain("try-me");
    }

    [Fact]
    public async Task A_token_of_another_resource_or_issuer_is_refused()
    {
        await using var caller = await VaultCaller.StartAsync();

        (await caller.ReadAsync("secrets/connector-key", await caller.TokenAsync("https://storage.azure.com"))).Status.ShouldBe(401);
        (await caller.ReadAsync("secrets/connector-key", "made-up")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_secret_is_returned_with_its_id_and_attributes()
    {
        await using var caller = await VaultCaller.StartAsync();

        var response = (await caller.ReadAsync("secrets/connector-key", await caller.TokenAsync())).Json;

        response["value"]!.GetValue<string>().ShouldBe("try-me");
        response["id"]!.GetValue<string>().ShouldMatch("^https://127\\.0\\.0\\.1:\\d+/secrets/connector-key/[0-9a-f]{32}$");
        response["attributes"]!["enabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_version_is_the_secret_and_the_old_one_is_readable_by_its_id()
    {
        await using var caller = await VaultCaller.StartAsync();
        var (old, token) = (caller.Vault.Set("rotated", "old"), await caller.TokenAsync());
        caller.Vault.Set("rotated", "new");

        (await caller.ReadAsync("secrets/rotated", token)).Json["value"]!.GetValue<string>().ShouldBe("new");
        (await caller.ReadAsync($"secrets/rotated/{old}", token)).Json["value"]!.GetValue<string>().ShouldBe("old");
        caller.Vault.Requests("rotated").ShouldBe(2);
    }

    [Fact]
    public async Task Disabled_missing_and_forbidden_secrets_have_distinct_errors()
    {
        await using var caller = await VaultCaller.StartAsync();
        var token = await caller.TokenAsync();

        var missing = await caller.ReadAsync("secrets/nothing", token);
        (missing.Status, missing.Json["error"]!["code"]!.GetValue<string>()).ShouldBe((404, "SecretNotFound"));

        caller.Vault.Enable("connector-key", false);
        var disabled = await caller.ReadAsync("secrets/connector-key", token);
        (disabled.Status, disabled.Json["error"]!["innererror"]!["code"]!.GetValue<string>()).ShouldBe((403, "SecretDisabled"));

        caller.Vault.Behavior = new() { DeniesAccess = true };
        var denied = await caller.ReadAsync("secrets/connector-key", token);
        (denied.Status, denied.Json["error"]!["innererror"]!["code"]!.GetValue<string>()).ShouldBe((403, "ForbiddenByRbac"));
    }

    [Fact]
    public async Task The_vault_throttles_fails_and_stops_on_request()
    {
        await using var caller = await VaultCaller.StartAsync();
        var token = await caller.TokenAsync();

        caller.Vault.Behavior = new() { IsThrottling = true };
        (await caller.ReadAsync("secrets/connector-key", token)).Status.ShouldBe(429);

        caller.Vault.Behavior = new();
        caller.Vault.Faults.Add(Fault.Status(503));
        (await caller.ReadAsync("secrets/connector-key", token)).Status.ShouldBe(503);
        (await caller.ReadAsync("secrets/connector-key", token)).Status.ShouldBe(200);

        caller.Vault.Behavior = new() { IsDown = true };
        await Should.ThrowAsync<HttpRequestException>(() => caller.ReadAsync("secrets/connector-key", token));
    }

    [Fact]
    public async Task The_identity_issues_tokens_for_its_header_and_its_client_ids()
    {
        await using var caller = await VaultCaller.StartAsync();
        const string Query = "?resource=https://vault.azure.net&api-version=2019-08-01";

        (await caller.AskIdentityAsync(Query, "wrong")).Status.ShouldBe(401);
        (await caller.AskIdentityAsync($"{Query}&client_id=unknown", caller.Identity.Header)).Status.ShouldBe(400);
        var response = await caller.AskIdentityAsync($"{Query}&client_id={caller.Identity.ClientIds.First()}", caller.Identity.Header);
        response.Json["client_id"]!.GetValue<string>().ShouldBe(caller.Identity.ClientIds.First());
    }

    [Fact]
    public async Task The_control_routes_rotate_disable_and_count()
    {
        await using var caller = await VaultCaller.StartAsync();

        await caller.ControlAsync("PATCH", "/sandbox/keyvault/truth/secrets/connector-key", """{"value":"next"}""");
        await caller.ControlAsync("POST", "/sandbox/keyvault/commands/disable", """{"name":"connector-key"}""");
        await caller.ControlAsync("PATCH", "/sandbox/keyvault/switches", """{"isThrottling":true}""");

        var truth = (await caller.ControlAsync("GET", "/sandbox/keyvault/truth/secrets/connector-key"))!;
        (truth["value"]!.GetValue<string>(), truth["enabled"]!.GetValue<bool>(), truth["versions"]!.AsArray().Count).ShouldBe(("next", false, 2));
        caller.Vault.Behavior.IsThrottling.ShouldBeTrue();

        await caller.ControlAsync("POST", "/sandbox/keyvault/reset");
        (await caller.ControlAsync("GET", "/sandbox/keyvault/truth/secrets/connector-key"))!["value"]!.GetValue<string>().ShouldBe("try-me");
    }
}

using FunctionsConnector.Sandbox.KeyVault;

namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>Environments with all secrets in the sandbox's vault.</summary>
internal static class VaultWorld
{
    /// <summary>The second key of the caller <c>flows</c>, which is absent at the start.</summary>
    public const string SecondKey = "flows-key-2";

    /// <param name="identity">The identity whose tokens the vault accepts; null for the sandbox's identity.</param>
    /// <param name="time">The clock of the connector and its systems.</param>
    /// <param name="arrange">Changes the sandbox and the settings before the connector starts.</param>
    public static Task<World> StartAsync(AppIdentity? identity, TimeProvider? time = null, Action<SandboxServer, Dictionary<string, string?>>? arrange = null) =>
        World.StartAsync(
            settings: all =>
            {
                // A second system with the same API user would double all counts.
                foreach (var setting in all.Keys.Where(key => key.StartsWith("Systems:other:", StringComparison.Ordinal)).ToList())
                {
                    all.Remove(setting);
                }

                all["Connector:ApiKeys:1:Systems:0"] = "autotask";
                all["Connector:ApiKeys:2:Name"] = "flows";
                all["Connector:ApiKeys:2:Secret"] = SecondKey;
                all["Connector:ApiKeys:2:Systems:0"] = "*";
            },
            time: time,
            sandboxOptions: new SandboxOptions { Identity = identity?.Sandbox },
            arrange: (sandbox, all) =>
            {
                Move(all, sandbox.KeyVault);
                all["KeyVault:Uri"] = sandbox.KeyVault.Url.ToString();
                all["KeyVault:Credential"] = "ManagedIdentity";
                sandbox.Autotask.Behavior = sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };
                sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { CallLimit = 1_000_000 };
                arrange?.Invoke(sandbox, all);
            });

    public static Task<Reply> UpdateAutotaskAsync(this World world, int id, string title, string? key = null) => world.SendAsync(
        HttpMethod.Patch, $"/api/systems/autotask/records/Tickets/{id}/field", $$"""{"field":"title","value":"{{title}}"}""", request => Use(request, key));

    public static Task<Reply> UpdateTeamDynamixAsync(this World world, int id, string title, string? key = null) => world.SendAsync(
        HttpMethod.Patch, $"/api/systems/teamdynamix/records/tickets-42/{1000 + id}/field", $$"""{"field":"Title","value":"{{title}}"}""", request => Use(request, key));

    public static async Task<Reply> ReadyAsync(this World world) => await world.SendAsync(
        HttpMethod.Get, "/health/ready", json: null, request => request.Headers.Remove("x-api-key"));

    /// <summary>The number of calls that Autotask refused with a 401.</summary>
    public static int RefusedByAutotask(this World world) => world.Sandbox.Autotask.Calls.All.Count(call => call.Status == 401);

    public static int RefusedByTeamDynamix(this World world) => world.Sandbox.TeamDynamix.Calls.All.Count(call =>
        call.PathAndQuery.Contains("/api/auth/", StringComparison.OrdinalIgnoreCase) && call.Status is 401 or 403);

    public static void Use(HttpRequestMessage request, string? key)
    {
        if (key is not null)
        {
            request.Headers.Remove("x-api-key");
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        }
    }

    public static void GoDown(this World world) => world.Sandbox.KeyVault.Behavior = new KeyVaultBehavior { IsDown = true };

    public static void ComeUp(this World world) => world.Sandbox.KeyVault.Behavior = new KeyVaultBehavior();

    private static void Move(Dictionary<string, string?> settings, KeyVaultSandbox vault)
    {
        const string Prefix = "Secrets:";
        foreach (var (setting, value) in settings.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToList())
        {
            settings.Remove(setting);
            vault.Set(setting[Prefix.Length..], value!);
        }
    }
}

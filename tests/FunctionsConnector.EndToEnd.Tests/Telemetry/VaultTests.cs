using System.Runtime.Versioning;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>With secrets in a Key Vault, telemetry has the number of its calls and none of its values.</summary>
[SupportedOSPlatform("linux")]
public sealed class VaultTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_vault_is_called_once_for_each_secret_and_no_secret_or_token_is_exported()
    {
        var certificate = Path.GetTempFileName();
        try
        {
            await using var world = await TelemetryWorld.StartAsync(settings: (settings, sandbox) => KeepSecretsInVault(settings, sandbox, certificate));
            for (var ticket = 1; ticket <= 2; ticket++)
            {
                var reply = await world.UpdateAsync($"/api/systems/autotask/records/Tickets/{ticket}", """{"fields":{"title":"renamed"}}""");
                reply["outcome"]?.GetValue<string>().ShouldBe("applied", reply.ToJsonString());
            }

            await world.EndAsync();

            var asked = world.Collector.Points.Where(point => point["connector.cache"] == "secret").ToDictionary(point => point["connector.cache.result"]!, point => point.Value);
            output.WriteLine(string.Join(", ", asked));
            asked["miss"].ShouldBeGreaterThanOrEqualTo(5, "three secrets of the vendor and one key of each of two callers");
            asked["hit"].ShouldBeGreaterThan(asked["miss"]);
            world.Collector.Spans.ShouldContain(span => span["url.full"] != null && span["url.full"]!.StartsWith(world.Sandbox.KeyVault.Url.ToString(), StringComparison.Ordinal));
            var tokens = world.Sandbox.KeyVault.Calls.All.Select(call => call.Headers.GetValueOrDefault("Authorization")).OfType<string>().Select(header => header["Bearer ".Length..]).Distinct().ToList();
            tokens.ShouldNotBeEmpty();
            Confidentiality.Check(world.Collector.Raw, [.. World.SecretsOf(world.Sandbox), world.Sandbox.Identity.Header, .. tokens]);
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    private static void KeepSecretsInVault(Dictionary<string, string?> settings, SandboxServer sandbox, string certificate)
    {
        File.WriteAllText(certificate, sandbox.Certificate.ExportCertificatePem());
        foreach (var setting in settings.Keys.Where(name => name.StartsWith("Secrets:", StringComparison.Ordinal)).ToList())
        {
            sandbox.KeyVault.Set(setting["Secrets:".Length..], settings[setting]!);
            settings.Remove(setting);
        }

        settings["KeyVault:Uri"] = sandbox.KeyVault.Url.ToString();
        settings["SSL_CERT_FILE"] = certificate;
        settings["SSL_CERT_DIR"] = "/nowhere";
        settings["IDENTITY_ENDPOINT"] = sandbox.Identity.ManagedEndpoint.ToString();
        settings["IDENTITY_HEADER"] = sandbox.Identity.Header;
        settings["NO_PROXY"] = "127.0.0.1";
    }
}

using System.Net.Http.Json;
using System.Runtime.Versioning;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.Sandbox.Identity;

namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>
/// The published executable, without runtime code generation. Environment variables configure its vault, its identity and its trusted
/// certificates.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class ExecutableTests(PublishedServer server)
{
    [Fact]
    public async Task A_vault_with_a_trusted_certificate_is_used()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var reply = await UpdateAsync(sandbox, sandbox.Certificate.ExportCertificatePem(), Managed(sandbox));

        reply["outcome"]?.GetValue<string>().ShouldBe("applied", reply.ToJsonString());
        sandbox.Identity.Calls.All.ShouldHaveSingleItem().Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_pods_token_opens_the_vault()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var token = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(token, sandbox.Identity.WorkloadToken, TestContext.Current.CancellationToken);
            var reply = await UpdateAsync(sandbox, sandbox.Certificate.ExportCertificatePem(), new()
            {
                ["KeyVault:Credential"] = "WorkloadIdentity",
                ["KeyVault:ClientId"] = sandbox.Identity.ClientIds.First(),
                ["AZURE_TENANT_ID"] = IdentitySandbox.TenantId,
                ["AZURE_FEDERATED_TOKEN_FILE"] = token,
                ["AZURE_AUTHORITY_HOST"] = sandbox.Identity.AuthorityHost.ToString(),
            });

            reply["outcome"]?.GetValue<string>().ShouldBe("applied", reply.ToJsonString());
            sandbox.Identity.Calls.All.ShouldHaveSingleItem().Status.ShouldBe(200);
        }
        finally
        {
            File.Delete(token);
        }
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_vault_with_an_untrusted_certificate()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var reply = await UpdateAsync(sandbox, trusted: string.Empty, Managed(sandbox));

        reply["error"]?["code"]?.GetValue<string>().ShouldBe("SystemUnavailable", reply.ToJsonString());
        sandbox.KeyVault.Calls.Count.ShouldBe(0);
    }

    private static Dictionary<string, string> Managed(SandboxServer sandbox) => new()
    {
        ["IDENTITY_ENDPOINT"] = sandbox.Identity.ManagedEndpoint.ToString(),
        ["IDENTITY_HEADER"] = sandbox.Identity.Header,
    };

    private async Task<JsonNode> UpdateAsync(SandboxServer sandbox, string trusted, Dictionary<string, string> identity)
    {
        var (file, lines) = (Path.GetTempFileName(), new ConcurrentQueue<string>());
        try
        {
            await File.WriteAllTextAsync(file, trusted, TestContext.Current.CancellationToken);
            var settings = World.Settings(sandbox).Where(pair => !pair.Key.StartsWith("Secrets:", StringComparison.Ordinal)).ToDictionary();
            foreach (var (setting, value) in World.Settings(sandbox).Where(pair => pair.Key.StartsWith("Secrets:", StringComparison.Ordinal)))
            {
                sandbox.KeyVault.Set(setting["Secrets:".Length..], value!);
            }

            settings["KeyVault:Uri"] = sandbox.KeyVault.Url.ToString();
            settings["SSL_CERT_FILE"] = file;
            settings["SSL_CERT_DIR"] = "/nowhere";
            foreach (var (name, value) in identity)
            {
                settings[name] = value;
            }

            settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
            settings["NO_PROXY"] = "127.0.0.1";
            await using var connector = ConnectorProcess.Start(await server.FolderAsync(), settings, lines);
            using var caller = new HttpClient { BaseAddress = await connector.Listening };
            caller.DefaultRequestHeaders.Add("x-api-key", World.ApiKey);
            using var response = await caller.PatchAsync(
                "/api/systems/autotask/records/Tickets/1/field",
                JsonContent.Create(new { field = "title", value = "from the executable" }),
                TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Secrecy.Check([text, .. lines], World.SecretsOf(sandbox));
            return JsonNode.Parse(text)!;
        }
        finally
        {
            World.KeepLog(lines);
            File.Delete(file);
        }
    }
}

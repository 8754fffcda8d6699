using System.Net.Http.Headers;
using FunctionsConnector.Sandbox.Identity;

namespace FunctionsConnector.EndToEnd.Tests.Entra;

/// <summary>Callers sign in with tokens of Microsoft Entra ID.</summary>
public class EntraTests
{
    private const string Audience = "0a0a0000-5a4d-4b0c-8e57-0000000000aa";
    private const string Flows = "0f0f0000-5a4d-4b0c-8e57-000000000001";
    private const string Stranger = "0f0f0000-5a4d-4b0c-8e57-000000000009";
    private const string OtherTenant = "7e4a0000-5a4d-4b0c-8e57-0000000000ff";

    private static readonly EntraToken Good = new(Audience, Flows);

    public static TheoryData<string, EntraToken> Accepted => new()
    {
        { "version 2", Good },
        { "version 1", Good with { Version = 1 } },
        { "version 1 for the application id URI", Good with { Version = 1, Audience = $"api://{Audience}" } },
        { "of a person who signed in to the application", Good with { Version = 1, Audience = $"api://{Audience}", Scope = "Records.Update" } },
        { "a role of a caller", Good with { ClientId = Stranger, Roles = ["Updates.Write"] } },
        { "expired within the allowed clock skew", Good with { NotBefore = TimeSpan.FromHours(-1), Expires = TimeSpan.FromMinutes(-4) } },
        { "valid soon, within the allowed clock skew", Good with { NotBefore = TimeSpan.FromMinutes(4) } },
    };

    public static TheoryData<string, EntraToken, string> Refused => new()
    {
        { "expired", Good with { NotBefore = TimeSpan.FromHours(-1), Expires = TimeSpan.FromMinutes(-6) }, "expired" },
        { "not yet valid", Good with { NotBefore = TimeSpan.FromMinutes(6) }, "not valid yet" },
        { "another audience", Good with { Audience = "https://graph.microsoft.com" }, "audience" },
        { "another tenant", Good with { TenantId = OtherTenant }, "tenant" },
        { "another tenant, version 1", Good with { TenantId = OtherTenant, Version = 1 }, "tenant" },
        { "no signature", Good with { Algorithm = "none" }, "no key" },
        { "signed with the public key as a secret", Good with { Algorithm = "HS256" }, "no key" },
        { "signed by somebody else", Good with { Algorithm = "foreign" }, "no key" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_token_is_accepted(string because, EntraToken token)
    {
        await using var world = await StartAsync();

        var reply = await CallAsync(world, token);

        reply.Status.ShouldBe(200, $"{because}: {reply.Body}");
        world.Sandbox.Identity.Calls.All.Count(call => call.PathAndQuery.Contains("openid-configuration", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_is_refused_with_the_reason(string because, EntraToken token, string reason)
    {
        await using var world = await StartAsync();

        var reply = await CallAsync(world, token);

        reply.Code.ShouldBe("Unauthorized", because);
        reply.Status.ShouldBe(401);
        reply.Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-token")]
    [InlineData("a.b.c")]
    public async Task Something_else_than_a_token_is_refused(string token)
    {
        await using var world = await StartAsync();

        (await SendAsync(world, $"Bearer {token}")).ShouldFail(401, "Unauthorized");
    }

    [Fact]
    public async Task A_token_of_an_application_that_is_no_caller_is_forbidden_and_the_application_is_named()
    {
        await using var world = await StartAsync();

        var reply = await CallAsync(world, Good with { ClientId = Stranger, Roles = ["Other.Role"] });

        reply.ShouldFail(403, "Forbidden");
        reply.Message.ShouldContain(Stranger);
    }

    [Fact]
    public async Task A_caller_by_its_token_sees_only_its_systems()
    {
        await using var world = await StartAsync();
        var token = $"Bearer {world.Sandbox.Identity.Issue(Good)}";

        (await SendAsync(world, token)).Body.GetProperty("value").EnumerateArray().Select(system => system.GetProperty("id").GetString()).ShouldBe(["teamdynamix"]);
        (await SendAsync(world, token, "/api/systems/autotask/record-types")).ShouldFail(403, "Forbidden");
    }

    [Fact]
    public async Task Keys_that_rotate_are_read_again()
    {
        await using var world = await StartAsync();
        (await CallAsync(world, Good)).Status.ShouldBe(200);

        world.Sandbox.Identity.RotateKeys();

        (await CallAsync(world, Good)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Forged_keys_do_not_make_the_connector_read_the_metadata_again_and_again()
    {
        await using var world = await StartAsync();
        for (var number = 0; number < 20; number++)
        {
            (await CallAsync(world, Good with { KeyId = $"forged-{number}", Algorithm = "foreign" })).ShouldFail(401, "Unauthorized");
        }

        world.Sandbox.Identity.Calls.All.Count(call => call.PathAndQuery.Contains("openid-configuration", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Metadata_that_cannot_be_read_is_503_and_is_read_again()
    {
        await using var world = await StartAsync();
        world.Sandbox.Identity.Faults.Add(Fault.Status(503).For("GET", "openid-configuration").Repeated(Fault.Always));

        var reply = await CallAsync(world, Good);
        reply.ShouldFail(503, "SystemUnavailable");
        reply.Headers.RetryAfter.ShouldNotBeNull();

        world.Sandbox.Identity.Faults.Clear();
        (await CallAsync(world, Good)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Metadata_is_cached_while_the_identity_provider_is_down()
    {
        await using var world = await StartAsync();
        (await CallAsync(world, Good)).Status.ShouldBe(200);
        world.Sandbox.Identity.Faults.Add(Fault.DropBeforeWrite().Repeated(Fault.Always));

        (await CallAsync(world, Good)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_and_tokens_of_one_caller_share_its_limit()
    {
        await using var world = await StartAsync(settings =>
        {
            (settings["Connector:ApiKeys:2:Name"], settings["Connector:ApiKeys:2:Secret"], settings["Connector:ApiKeys:2:Systems"]) = ("entra flows", "third-key", "teamdynamix");
            settings["Secrets:third-key"] = "key-of-the-third-caller";
            (settings["Connector:ApiKeys:2:CallsPerMinute"], settings["Connector:EntraCallers:0:CallsPerMinute"]) = ("1", "1");
        });
        await world.SendAsync(HttpMethod.Get, "/api/systems", json: null, request =>
        {
            request.Headers.Remove("x-api-key");
            request.Headers.Add("x-api-key", "key-of-the-third-caller");
        });

        (await CallAsync(world, Good)).ShouldFail(429, "RateLimited");
    }

    [Fact]
    public async Task A_key_still_works_beside_sign_in()
    {
        await using var world = await StartAsync();

        (await world.GetAsync("/api/systems")).Status.ShouldBe(200);
        (await SendAsync(world, authorization: null)).ShouldFail(401, "Unauthorized");
    }

    [Fact]
    public async Task A_blank_key_beside_a_token_is_no_key()
    {
        await using var world = await StartAsync();

        var reply = await world.SendAsync(HttpMethod.Get, "/api/systems", json: null, request =>
        {
            request.Headers.Remove("x-api-key");
            request.Headers.Add("x-api-key", string.Empty);
            request.Headers.Authorization = new("Bearer", world.Sandbox.Identity.Issue(Good));
        });

        reply.Status.ShouldBe(200, $"{reply.Body}");
    }

    [Fact]
    public async Task The_log_names_the_caller_and_no_token()
    {
        await using var world = await StartAsync();
        var token = world.Sandbox.Identity.Issue(Good);

        await SendAsync(world, $"Bearer {token}");

        world.Log.Lines.ShouldContain(line => line.Contains("by entra flows", StringComparison.Ordinal));
        world.Log.Lines.ShouldNotContain(line => line.Contains(token, StringComparison.Ordinal));
    }

    private static Task<World> StartAsync(Action<Dictionary<string, string?>>? change = null) => World.StartAsync(arrange: (sandbox, settings) =>
    {
        settings["Connector:Entra:TenantId"] = IdentitySandbox.TenantId;
        settings["Connector:Entra:Audience"] = Audience;
        settings["Connector:Entra:Instance"] = sandbox.Identity.Instance.AbsoluteUri;
        settings["Connector:EntraCallers:0:Name"] = "entra flows";
        settings["Connector:EntraCallers:0:ClientId"] = Flows;
        settings["Connector:EntraCallers:0:Systems"] = "teamdynamix";
        settings["Connector:EntraCallers:1:Name"] = "writers";
        settings["Connector:EntraCallers:1:Role"] = "Updates.Write";
        settings["Connector:EntraCallers:1:Systems"] = "*";
        change?.Invoke(settings);
    });

    private static Task<Reply> CallAsync(World world, EntraToken token) => SendAsync(world, $"Bearer {world.Sandbox.Identity.Issue(token)}");

    private static Task<Reply> SendAsync(World world, string? authorization, string path = "/api/systems") =>
        world.SendAsync(HttpMethod.Get, path, json: null, request =>
        {
            request.Headers.Remove("x-api-key");
            request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        });
}

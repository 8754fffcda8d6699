using System.Buffers.Text;
using FunctionsConnector.Sandbox.TeamDynamix;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Actions.Tests.Sandbox.TeamDynamix;

public class TeamDynamixAccessTests
{
    private const string Ticket = "api/42/tickets/1001";

    [Fact]
    public async Task A_login_returns_a_bare_token_with_its_expiry()
    {
        var time = new ManualTime();
        await using var sandbox = await TeamDynamixCaller.StartAsync(time);

        var response = await sandbox.LogInAsync();

        (response.Status, response.MediaType).ShouldBe((200, "text/plain"));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(response.Body.Split('.')[1]))!;
        claims["exp"]!.GetValue<long>().ShouldBe((time.GetUtcNow() + TimeSpan.FromHours(24)).ToUnixTimeSeconds());
        sandbox.TeamDynamix.Logins.ShouldBe(2);
        (await sandbox.GetAsync("api/auth/getuser")).Json["UID"]!.GetValue<string>().ShouldBe(TeamDynamixPeople.ServiceAccount);
    }

    [Theory]
    [InlineData(TokenForm.Quoted, "\"ey")]
    [InlineData(TokenForm.Wrapped, """{"Token":"ey""")]
    public async Task A_token_can_be_quoted_or_wrapped(TokenForm form, string start)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { TokenForm = form };

        (await sandbox.LogInAsync()).Body.ShouldStartWith(start);
    }

    [Fact]
    public async Task A_refused_login_is_a_403_with_plain_text()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var response = await sandbox.SendAsync("POST", "api/auth/login", """{"username":"service@sandbox.example","password":"wrong"}""");

        (response.Status, response.Body, response.MediaType).ShouldBe((403, "Invalid username or password.", "text/plain"));
        sandbox.TeamDynamix.Logins.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_valid_until_it_expires_or_is_revoked()
    {
        var time = new ManualTime();
        await using var sandbox = await TeamDynamixCaller.StartAsync(time);

        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await sandbox.GetAsync(Ticket)).Status.ShouldBe(200);
        time.Advance(TimeSpan.FromSeconds(1));
        (await sandbox.GetAsync(Ticket)).Status.ShouldBe(401);
        await sandbox.LogInAsync();
        (await sandbox.GetAsync(Ticket)).Status.ShouldBe(200);
        sandbox.TeamDynamix.RevokeTokens();
        (await sandbox.GetAsync(Ticket)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Only_the_organisations_key_may_patch_people_and_list_choices()
    {
        const string person = $"api/people/{TeamDynamixPeople.Technician}";
        const string rename = """[{"op":"replace","path":"/FirstName","value":"Kay"}]""";
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        (await sandbox.PatchAsync(person, rename)).Status.ShouldBe(401);
        (await sandbox.GetAsync("api/attributes/9001/choices")).Status.ShouldBe(401);
        await sandbox.LogInAsync(asKeyAdmin: true);
        (await sandbox.PatchAsync(person.ToUpperInvariant(), rename)).Json["FullName"]!.GetValue<string>().ShouldBe("Kay Example");
        (await sandbox.GetAsync("api/attributes/9001/choices")).Json.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_user_can_patch_only_managed_projects()
    {
        const string close = """[{"op":"replace","path":"/StatusID","value":713}]""";
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        (await sandbox.PatchAsync("api/projects/4001", close)).Status.ShouldBe(200);
        (await sandbox.PatchAsync("api/projects/4020", close)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_sixty_first_call_of_a_window_is_refused_until_the_window_ends()
    {
        var time = new ManualTime();
        await using var sandbox = await TeamDynamixCaller.StartAsync(time);
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { ClockSkew = TimeSpan.FromMinutes(3) };
        var first = await sandbox.GetAsync(Ticket);
        time.Advance(TimeSpan.FromSeconds(20));
        for (var call = 2; call <= 60; call++)
        {
            (await sandbox.GetAsync("api/45/tickets/1041")).Status.ShouldBe(200);
        }

        var refused = await sandbox.GetAsync(Ticket);

        (first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining")).ShouldBe(("60", "59"));
        (refused.Status, refused.Body, refused.Header("X-RateLimit-Remaining")).ShouldBe((429, "Please try again later.", "0"));
        refused.Header("X-RateLimit-Reset").ShouldBe("Mon, 02 Mar 2026 10:04:00 GMT");
        refused.Header("Date").ShouldBe("Mon, 02 Mar 2026 10:03:20 GMT");
        sandbox.TeamDynamix.RateLimited.ShouldBe(1);
        (await sandbox.GetAsync("api/applications")).Status.ShouldBe(200);
        time.Advance(TimeSpan.FromSeconds(40));
        (await sandbox.GetAsync(Ticket)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_429_can_have_no_headers_and_json_after_its_text()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with
        {
            CallLimit = 0,
            SendsRateHeaders = false,
            GluesRateLimitText = true,
        };

        var refused = await sandbox.GetAsync(Ticket);

        refused.Body.ShouldStartWith("Please try again later.[{");
        refused.Header("X-RateLimit-Reset").ShouldBeEmpty();
    }

    [Fact]
    public async Task People_are_patched_forty_five_times_a_minute()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync(new ManualTime(), asKeyAdmin: true);
        for (var call = 1; call <= 45; call++)
        {
            (await sandbox.PatchAsync($"api/people/{TeamDynamixPeople.Technician}", "[]")).Status.ShouldBe(200);
        }

        (await sandbox.PatchAsync($"api/people/{TeamDynamixPeople.Requestor}", "[]")).Status.ShouldBe(429);
    }
}

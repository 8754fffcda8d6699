namespace FunctionsConnector.Actions.Tests.Sandbox.Autotask;

public class AutotaskAccessTests
{
    private const string Discovery = "/autotask/atservicesrest/v1.0/zoneInformation?user=";

    [Fact]
    public async Task The_zone_of_an_unknown_user_is_a_500()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.GetAsync(Discovery + "stranger@sandbox.example");

        response.Status.ShouldBe(500);
        response.Errors.ShouldBe(["Zone information could not be determined"]);
    }

    [Fact]
    public async Task A_changed_zone_is_returned_by_discovery_and_refused_at_its_old_url()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.Behavior = sandbox.Autotask.Behavior with
        {
            ZonePath = "/autotask/zone2/ATServicesRest/",
            ZoneUrlEndsWithSlash = false,
        };

        var discovered = (await sandbox.GetAsync(Discovery + sandbox.Autotask.UserName)).Json["url"]!.GetValue<string>();
        var old = await sandbox.GetAsync("Tickets/1");

        discovered.ShouldEndWith("/autotask/zone2/ATServicesRest");
        (old.Status, old.Body).ShouldBe((401, ""));
        (await sandbox.GetAsync(new Uri(discovered).AbsolutePath + "/V1.0/Tickets/1")).Status.ShouldBe(200);
        sandbox.Autotask.IsLocked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_password_is_an_empty_401_with_a_realm()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.SendAsync("GET", "Version", secret: "wrong");

        (response.Status, response.Body).ShouldBe((401, ""));
        response.Challenge.ShouldStartWith("Basic Realm=");
    }

    [Fact]
    public async Task Five_wrong_passwords_in_a_row_lock_the_user_until_unlocked()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await sandbox.SendAsync("GET", "Version", secret: "wrong");
        }

        sandbox.Autotask.IsLocked.ShouldBeTrue();
        (await sandbox.GetAsync("Version")).Status.ShouldBe(401);
        sandbox.Autotask.Unlock();
        (await sandbox.GetAsync("Version")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(false, 500)]
    [InlineData(true, 401)]
    public async Task A_wrong_integration_code_is_a_500_or_a_401_by_switch(bool unauthorized, int status)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.Behavior = sandbox.Autotask.Behavior with { WrongIntegrationCodeIsUnauthorized = unauthorized };

        (await sandbox.SendAsync("GET", "Version", integrationCode: "wrong")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task The_hourly_count_covers_the_last_hour()
    {
        var time = new ManualTime();
        await using var sandbox = await SandboxCaller.StartAsync(time);
        sandbox.Autotask.CallsThisHour = 124;

        (await UsedAsync(sandbox)).ShouldBe(125);
        time.Advance(TimeSpan.FromMinutes(30));
        (await UsedAsync(sandbox)).ShouldBe(126);
        time.Advance(TimeSpan.FromMinutes(31));
        (await UsedAsync(sandbox)).ShouldBe(2);
    }

    private static async Task<int> UsedAsync(SandboxCaller sandbox) =>
        (await sandbox.GetAsync("ThresholdInformation")).Json["currentTimeframeRequestCount"]!.GetValue<int>();
}

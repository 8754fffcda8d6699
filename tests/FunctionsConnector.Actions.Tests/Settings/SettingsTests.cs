using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.Actions.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Valid_settings_are_read()
    {
        var settings = Read(new()
        {
            ["Systems:alpha:BaseUrl"] = "https://vendor.example/api",
            ["Systems:alpha:DiscoveryUrl"] = "http://127.0.0.1:4000/",
            ["Systems:alpha:RecordTypes:0"] = "Tickets",
            ["Systems:alpha:RecordTypes:1"] = "Companies",
            ["Systems:beta:RecordTypes"] = "Tickets, Contacts",
            ["Systems:alpha:MaxConcurrency"] = "3",
            ["Systems:alpha:CallsPerMinute"] = "60",
            ["Systems:alpha:TimeZone"] = "America/New_York",
            ["Systems:alpha:ServerTimeZone"] = "Europe/Berlin",
            ["Systems:alpha:mood"] = "good",
            ["Systems:alpha:Kind"] = "fake",
            ["Connector:RequestTimeout"] = "00:00:30",
        });

        var alpha = settings.Systems.Single(system => system.Name == "alpha");
        alpha.BaseUrl.ShouldBe(new Uri("https://vendor.example/api/"));
        alpha.DiscoveryUrl.ShouldBe(new Uri("http://127.0.0.1:4000/"));
        alpha.RecordTypes.ShouldBe(["Tickets", "Companies"]);
        (alpha.Kind, alpha.DisplayName, alpha.MaxConcurrency, alpha.CallsPerMinute).ShouldBe(("Fake", "Alpha Desk", 3, 60));
        (alpha.TimeZone.Id, alpha.ServerTimeZone?.Id).ShouldBe(("America/New_York", "Europe/Berlin"));
        settings.Systems.Single(system => system.Name == "beta").ServerTimeZone.ShouldBeNull();
        alpha.Others["Mood"].ShouldBe("good");
        alpha.Secrets["username"].ShouldBe("alpha-user");
        settings.Systems.Single(system => system.Name == "beta").RecordTypes.ShouldBe(["Tickets", "Contacts"]);
        settings.ApiKeys.Select(key => (key.Name, string.Join('|', key.Systems))).ShouldBe([("everybody", string.Empty), ("alpha-only", "alpha")]);
        settings.RequestTimeout.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("Systems:alpha:Kind", "Faker", "Systems:alpha:Kind", "Allowed: Fake.")]
    [InlineData("Systems:alpha:Kind", "", "Systems:alpha:Kind", "Allowed: Fake.")]
    [InlineData("Systems:al.pha:Kind", "Fake", "Systems:al.pha", "letters, digits")]
    [InlineData("Systems:alpha:BaseUri", "x", "Systems:alpha:BaseUri", "BaseUrl")]
    [InlineData("Systems:alpha:BaseUrl", "vendor.example", "Systems:alpha:BaseUrl", "absolute URL")]
    [InlineData("Systems:alpha:BaseUrl", "ftp://vendor.example/", "Systems:alpha:BaseUrl", "absolute URL")]
    [InlineData("Systems:alpha:BaseUrl", "http://vendor.example/", "Systems:alpha:BaseUrl", "https")]
    [InlineData("Systems:alpha:BaseUrl", "https://me:pw@vendor.example/", "Systems:alpha:BaseUrl", "only scheme, host and path")]
    [InlineData("Systems:alpha:DiscoveryUrl", "https://vendor.example/?x=1", "Systems:alpha:DiscoveryUrl", "only scheme, host and path")]
    [InlineData("Systems:alpha:MaxConcurrency", "0", "Systems:alpha:MaxConcurrency", "whole number")]
    [InlineData("Systems:alpha:CallsPerMinute", "many", "Systems:alpha:CallsPerMinute", "whole number")]
    [InlineData("Systems:alpha:TimeZone", "Eastern", "Systems:alpha:TimeZone", "IANA")]
    [InlineData("Systems:alpha:ServerTimeZone", "+02:00", "Systems:alpha:ServerTimeZone", "IANA")]
    [InlineData("Systems:alpha:Secrets:UserName", "", "Systems:alpha:Secrets:UserName", "Give the name of a secret")]
    [InlineData("Systems:alpha:Secrets:UserName", "gone", "Systems:alpha:Secrets:UserName", "Set Secrets:gone")]
    [InlineData("Secrets:alpha-user", "@Microsoft.KeyVault(SecretUri=https://v/secrets/x)", "Secrets:alpha-user", "not resolved")]
    [InlineData("Systems:alpha:BaseUrl", "@Microsoft.KeyVault(VaultName=v;SecretName=x)", "Systems:alpha:BaseUrl", "not resolved")]
    [InlineData("Connector:RequestTimeout", "60", "Connector:RequestTimeout", "00:00:10")]
    [InlineData("Connector:RequestTimeout", "soon", "Connector:RequestTimeout", "hours:minutes:seconds")]
    [InlineData("Connector:RequestTimeout", "00:05:00", "Connector:RequestTimeout", "00:01:50")]
    [InlineData("Connector:RequestTimeOuts", "00:00:05", "Connector:RequestTimeOuts", "RequestTimeout")]
    [InlineData("Connector:ApiKeys:0:Name", "", "Connector:ApiKeys:0:Name", "is missing")]
    [InlineData("Connector:ApiKeys:0:Name", "alpha-only", "Connector:ApiKeys:1:Systems", "the same systems")]
    [InlineData("Connector:ApiKeys:0:Secret", null, "Connector:ApiKeys:0:Secret", "is missing")]
    [InlineData("Connector:ApiKeys:0:Secret", "gone", "Connector:ApiKeys:0:Secret", "Set Secrets:gone")]
    [InlineData("Connector:ApiKeys:0:Systems", "", "Connector:ApiKeys:0:Systems", "* for all")]
    [InlineData("Connector:ApiKeys:0:Systems", "alpha, gamma", "Connector:ApiKeys:0:Systems", "Configured: alpha, beta")]
    [InlineData("Connector:ApiKeys:0:System", "alpha", "Connector:ApiKeys:0:System", "Name, Secret, Systems")]
    [InlineData("Secrets:key-0", ConnectorFixture.LimitedKey, "Connector:ApiKeys", "Give each caller its own")]
    [InlineData("Secrets:key-0", "with a blank\n", "Secrets:key-0", "visible ASCII")]
    public void Invalid_settings_are_reported_with_their_fix(string setting, string? value, string named, string fix)
    {
        var problem = Should.Throw<BadSettingsException>(() => Read(new() { [setting] = value })).Problems[0];

        problem.Setting.ShouldBe(named);
        problem.Text.ShouldContain(fix);
    }

    [Fact]
    public void A_caller_may_have_two_keys()
    {
        var keys = Read(Twin("key-2", "*")).ApiKeys.Where(key => key.Name.Equals("everybody", StringComparison.OrdinalIgnoreCase)).ToList();

        keys.Select(key => key.Secret).ShouldBe(["key-0", "key-2"]);
    }

    [Fact]
    public void During_a_rotation_both_keys_may_be_equal() =>
        Read(new(Twin("key-2", "*")) { ["Secrets:key-2"] = ConnectorFixture.Key }).ApiKeys.Count.ShouldBe(3);

    [Fact]
    public void A_callers_second_key_must_be_another_secret() =>
        Should.Throw<BadSettingsException>(() => Read(Twin("key-0", "*"))).Problems.ShouldHaveSingleItem().Text.ShouldContain("Name a second secret");

    [Fact]
    public void A_third_key_is_an_error()
    {
        var settings = new Dictionary<string, string?>(Twin("key-2", "*"))
        {
            ["Connector:ApiKeys:3:Name"] = "everybody",
            ["Connector:ApiKeys:3:Secret"] = "key-3",
            ["Connector:ApiKeys:3:Systems"] = "*",
            ["Secrets:key-3"] = "yet-another-key",
        };

        Should.Throw<BadSettingsException>(() => Read(settings)).Problems.ShouldHaveSingleItem().Text.ShouldContain("may have two keys");
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var message = Should.Throw<BadSettingsException>(() => Read([], "Systems", "Connector")).Message;

        message.ShouldContain("Systems: has no target system");
        message.ShouldContain("Connector:ApiKeys: has no key");
        message.ShouldContain("write __ for each colon");
    }

    [Fact]
    public void No_message_contains_a_secret() => Should.Throw<BadSettingsException>(() => Read(new() { ["Secrets:key-0"] = "sécret" }))
        .Message.ShouldNotContain("sécret");

    private static Dictionary<string, string?> Twin(string secret, string systems) => new()
    {
        ["Connector:ApiKeys:2:Name"] = "Everybody",
        ["Connector:ApiKeys:2:Secret"] = secret,
        ["Connector:ApiKeys:2:Systems"] = systems,
        ["Secrets:key-2"] = "another-key-of-everybody",
    };

    private static ConnectorSettings Read(Dictionary<string, string?> changes, params string[] without)
    {
        var settings = ConnectorFixture.GoodSettings
            .Where(pair => !without.Any(section => pair.Key.StartsWith(section + ":", StringComparison.Ordinal)))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (setting, value) in changes)
        {
            settings[setting] = value;
        }

        return SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), [new FakeKind()]);
    }
}

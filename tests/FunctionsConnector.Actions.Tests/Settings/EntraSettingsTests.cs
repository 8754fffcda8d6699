using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.Actions.Tests.Settings;

public class EntraSettingsTests
{
    private const string Tenant = "7e4a0000-5a4d-4b0c-8e57-000000000001";
    private const string Client = "0f0f0000-5a4d-4b0c-8e57-000000000001";

    private static Dictionary<string, string?> Good => new(ConnectorFixture.GoodSettings)
    {
        ["Connector:Entra:TenantId"] = Tenant,
        ["Connector:Entra:Audience"] = "api://connector",
        ["Connector:EntraCallers:0:Name"] = "app",
        ["Connector:EntraCallers:0:ClientId"] = Client,
        ["Connector:EntraCallers:0:Systems"] = "alpha",
    };

    [Fact]
    public void Without_settings_sign_in_is_off() => Read(ConnectorFixture.GoodSettings).Entra.ShouldBeNull();

    [Fact]
    public void With_settings_it_is_on_at_the_public_instance()
    {
        var entra = Read(Good).Entra.ShouldNotBeNull();

        (entra.TenantId, entra.Audience, entra.Instance.AbsoluteUri).ShouldBe((Tenant, "api://connector", "https://login.microsoftonline.com/"));
        entra.Callers.ShouldHaveSingleItem().ClientId.ShouldBe(Client);
    }

    [Fact]
    public void Ids_are_in_lower_case_as_in_tokens()
    {
        var entra = Read(new(Good) { ["Connector:Entra:TenantId"] = Tenant.ToUpperInvariant(), ["Connector:Entra:Audience"] = $"api://{Client.ToUpperInvariant()}" }).Entra;

        (entra!.TenantId, entra.Audience).ShouldBe((Tenant, $"api://{Client}"));
    }

    [Fact]
    public void With_sign_in_no_key_is_needed()
    {
        var settings = Good.Where(setting => !setting.Key.StartsWith("Connector:ApiKeys", StringComparison.Ordinal)).ToDictionary();

        Read(settings).ApiKeys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Connector:Entra:TenantId", null, "Connector:Entra:TenantId", "is missing")]
    [InlineData("Connector:Entra:TenantId", "common", "Connector:Entra:TenantId", "a GUID")]
    [InlineData("Connector:Entra:Audience", null, "Connector:Entra:Audience", "is missing")]
    [InlineData("Connector:Entra:Audiences", "x", "Connector:Entra:Audiences", "TenantId, Audience, Instance")]
    [InlineData("Connector:Entra:Instance", "http://login.example/", "Connector:Entra:Instance", "https")]
    [InlineData("Connector:EntraCallers:0:Name", null, "Connector:EntraCallers:0:Name", "is missing")]
    [InlineData("Connector:EntraCallers:0:ClientId", null, "Connector:EntraCallers:0:ClientId", "one is needed")]
    [InlineData("Connector:EntraCallers:0:ClientId", "app", "Connector:EntraCallers:0:ClientId", "a GUID")]
    [InlineData("Connector:EntraCallers:0:Role", "Updates.Write", "Connector:EntraCallers:0:ClientId", "exclude each other")]
    [InlineData("Connector:EntraCallers:0:Systems", null, "Connector:EntraCallers:0:Systems", "* for all")]
    [InlineData("Connector:EntraCallers:0:Systems", "gamma", "Connector:EntraCallers:0:Systems", "Configured: alpha, beta")]
    [InlineData("Connector:EntraCallers:0:Name", "everybody", "Connector:EntraCallers:0:Systems", "the same systems")]
    [InlineData("Connector:EntraCallers:0:Scope", "x", "Connector:EntraCallers:0:Scope", "ClientId, Role")]
    public void An_invalid_setting_is_reported_with_its_fix(string setting, string? value, string named, string fix)
    {
        var problem = Should.Throw<BadSettingsException>(() => Read(new(Good) { [setting] = value })).Problems[0];

        problem.Setting.ShouldBe(named);
        problem.Text.ShouldContain(fix);
    }

    [Fact]
    public void A_caller_that_has_a_key_too_has_one_limit()
    {
        var changes = new Dictionary<string, string?>(Good) { ["Connector:EntraCallers:0:Name"] = "alpha-only", ["Connector:EntraCallers:0:CallsPerMinute"] = "5" };

        Should.Throw<BadSettingsException>(() => Read(changes)).Problems.ShouldHaveSingleItem().Setting.ShouldBe("Connector:EntraCallers:0:CallsPerMinute");
    }

    [Fact]
    public void Callers_without_sign_in_and_sign_in_without_callers_are_refused()
    {
        var (withoutSignIn, withoutCallers) = (Without("Connector:Entra:"), Without("Connector:EntraCallers:"));

        Should.Throw<BadSettingsException>(() => Read(withoutSignIn)).Problems.ShouldHaveSingleItem().Text.ShouldContain("TenantId");
        Should.Throw<BadSettingsException>(() => Read(withoutCallers)).Problems.ShouldHaveSingleItem().Text.ShouldContain("has no caller");
    }

    private static Dictionary<string, string?> Without(string section) =>
        Good.Where(setting => !setting.Key.StartsWith(section, StringComparison.Ordinal)).ToDictionary();

    private static ConnectorSettings Read(Dictionary<string, string?> settings) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), [new FakeKind()]);
}

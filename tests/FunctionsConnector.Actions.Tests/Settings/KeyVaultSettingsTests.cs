using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.Actions.Tests.Settings;

public sealed class KeyVaultSettingsTests
{
    private const string Vault = "https://your-vault.vault.azure.net";

    [Fact]
    public void Without_an_address_there_is_no_vault() => Read(ConnectorFixture.GoodSettings).ShouldBeNull();

    [Fact]
    public void A_blank_address_is_none() => Read(new(ConnectorFixture.GoodSettings) { ["KeyVault:Uri"] = " " }).ShouldBeNull();

    [Fact]
    public void An_address_is_enough_and_the_start_needs_no_secret()
    {
        var vault = Read(With([]))!;

        vault.ShouldBe(new KeyVaultSettings(new Uri($"{Vault}/"), new IdentitySettings(IdentityKind.ManagedIdentity, null), TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("ManagedIdentity", "ManagedIdentity")]
    [InlineData("managedidentity", "ManagedIdentity")]
    [InlineData("AzureCli", "AzureCli")]
    [InlineData("Development", "Development")]
    public void The_credential_is_the_named_one(string credential, string kind) =>
        $"{Read(With(new() { ["KeyVault:Credential"] = credential }))!.Identity.Kind}".ShouldBe(kind);

    [Fact]
    public void A_pod_uses_the_workload_identity_of_its_environment()
    {
        var identity = Read(With(new()
        {
            ["AZURE_FEDERATED_TOKEN_FILE"] = "/var/run/token",
            ["AZURE_TENANT_ID"] = "t-1",
            ["AZURE_AUTHORITY_HOST"] = "https://login.microsoftonline.com/",
            ["KeyVault:ClientId"] = "c-1",
        }))!.Identity;

        identity.ShouldBe(new IdentitySettings(IdentityKind.WorkloadIdentity, "c-1")
        {
            Workload = new WorkloadSettings("t-1", "/var/run/token", new Uri("https://login.microsoftonline.com/")),
        });
    }

    [Fact]
    public void The_time_and_the_identity_can_be_chosen()
    {
        var vault = Read(With(new() { ["KeyVault:RefreshAfter"] = "00:05:00", ["KeyVault:ClientId"] = "c-1" }))!;

        (vault.RefreshAfter, vault.Identity.ClientId).ShouldBe((TimeSpan.FromMinutes(5), "c-1"));
    }

    [Theory]
    [InlineData("KeyVault:Uri", "your-vault", "https://your-vault.vault.azure.net/")]
    [InlineData("KeyVault:Uri", "http://your-vault.vault.azure.net/", "https")]
    [InlineData("KeyVault:Uri", "http://127.0.0.1:8443/", "https")]
    [InlineData("KeyVault:Uri", "https://your-vault.vault.azure.net/secrets/one", "https address of a vault")]
    [InlineData("KeyVault:Uri", "https://your-vault.vault.azure.net/?x=1", "https address of a vault")]
    [InlineData("KeyVault:Uri", "https://me:pw@your-vault.vault.azure.net/", "https address of a vault")]
    [InlineData("KeyVault:Uri", "https://your-vault.vault.azure.net/#x", "https address of a vault")]
    [InlineData("KeyVault:Uri", "@Microsoft.KeyVault(VaultName=v;SecretName=x)", "not resolved")]
    [InlineData("KeyVault:Credential", "Password", "ManagedIdentity, WorkloadIdentity, AzureCli, Development")]
    [InlineData("KeyVault:Credential", "0", "ManagedIdentity")]
    [InlineData("KeyVault:Credential", "WorkloadIdentity", "AZURE_FEDERATED_TOKEN_FILE")]
    [InlineData("KeyVault:RefreshAfter", "60", "hours:minutes:seconds")]
    [InlineData("KeyVault:RefreshAfter", "00:00:10", "00:01:00")]
    [InlineData("KeyVault:RefreshAfter", "13:00:00", "12:00:00")]
    [InlineData("KeyVault:Url", "https://your-vault.vault.azure.net/", "Uri, Credential, ClientId, RefreshAfter")]
    [InlineData("Systems:alpha:Secrets:UserName", "alpha_user", "letters, digits and dashes")]
    [InlineData("Connector:ApiKeys:0:Secret", "../key", "letters, digits and dashes")]
    [InlineData("Secrets:key-0", "key-of-everything", "remove KeyVault:Uri")]
    public void Invalid_settings_are_reported_with_their_fix(string setting, string value, string fix)
    {
        var failure = Should.Throw<BadSettingsException>(() => Read(With(new() { [setting] = value })));

        var problem = failure.Problems.ShouldHaveSingleItem();
        (problem.Setting, problem.Text.Contains(fix)).ShouldBe((setting, true), problem.Text);
        failure.Message.ShouldNotContain("key-of-everything");
    }

    [Fact]
    public void Two_callers_do_not_share_a_secret()
    {
        var failure = Should.Throw<BadSettingsException>(() => Read(With(new() { ["Connector:ApiKeys:0:Secret"] = "Key-1", ["Connector:ApiKeys:1:Secret"] = "key-1" })));

        failure.Problems.ShouldHaveSingleItem().Text.ShouldContain("Give each caller its own");
    }

    [Theory]
    [InlineData("AzureCli")]
    [InlineData("Development")]
    public void A_client_id_for_a_logged_in_user_is_an_error(string credential) =>
        Should.Throw<BadSettingsException>(() => Read(With(new() { ["KeyVault:Credential"] = credential, ["KeyVault:ClientId"] = "c-1" })))
            .Problems.ShouldHaveSingleItem().Setting.ShouldBe("KeyVault:ClientId");

    [Theory]
    [InlineData("KeyVault:Credential", "ManagedIdentity")]
    [InlineData("KeyVault:RefreshAfter", "01:00:00")]
    public void Settings_without_a_vault_address_are_an_error(string setting, string value) =>
        Should.Throw<BadSettingsException>(() => Read(new(ConnectorFixture.GoodSettings) { [setting] = value }))
            .Problems.ShouldHaveSingleItem().Setting.ShouldBe("KeyVault:Uri");

    private static Dictionary<string, string?> With(Dictionary<string, string?> changes)
    {
        var settings = ConnectorFixture.GoodSettings.Where(pair => !pair.Key.StartsWith("Secrets:", StringComparison.Ordinal)).ToDictionary();
        settings["KeyVault:Uri"] = Vault;
        foreach (var (setting, value) in changes)
        {
            settings[setting] = value;
        }

        return settings;
    }

    private static KeyVaultSettings? Read(Dictionary<string, string?> settings) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), [new FakeKind()]).KeyVault;
}

using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.Actions.Tests.Settings;

public sealed class CoordinationSettingsTests
{
    private const string Key = "c2VjcmV0LWtleQ==";
    private const string Connection = $"DefaultEndpointsProtocol=https;AccountName=store;AccountKey={Key};EndpointSuffix=core.windows.net";
    private const string ServiceUri = "https://store.table.core.windows.net";

    [Fact]
    public void Without_an_address_there_is_no_table() => Read(new() { ["Queue:Connection"] = Connection }).ShouldBeNull();

    [Theory]
    [InlineData(Connection, "https://store.table.core.windows.net/")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("TableEndpoint=https://t.example/;SharedAccessSignature=sv=1&sig=x%3D", "https://t.example/")]
    [InlineData($"AccountName=a;AccountKey={Key};QueueEndpoint=http://127.0.0.1:10001/a;TableEndpoint=http://127.0.0.1:10002/a", "http://127.0.0.1:10002/a")]
    public void A_connection_string_is_read(string value, string endpoint)
    {
        var coordination = Read(new() { ["Coordination:Connection"] = value })!;

        coordination.Connection!.ToString().ShouldBe(endpoint, "its secret is not shown");
        coordination.ServiceUri.ShouldBeNull();
    }

    [Theory]
    [InlineData(Connection, Key)]
    [InlineData("TableEndpoint=https://t.example/;SharedAccessSignature=?sv=1&sig=x%3D", "sv=1&sig=x%3D", "x=")]
    [InlineData("UseDevelopmentStorage=true")]
    public void The_secrets_of_a_connection_string_are_registered(string value, params string[] secrets) =>
        Read(new() { ["Coordination:Connection"] = value })!.Connection!.Secrets.ShouldBe(secrets);

    [Fact]
    public void The_address_is_used_with_the_identity_of_the_queues()
    {
        var coordination = Read(new() { ["Coordination:ServiceUri"] = ServiceUri, ["Queue:ClientId"] = "c-1" })!;

        (coordination.ServiceUri, coordination.Connection).ShouldBe((new Uri($"{ServiceUri}/"), null));
        coordination.Identity.ShouldBe(new IdentitySettings(IdentityKind.ManagedIdentity, "c-1"));
        Read(new() { ["Coordination:ServiceUri"] = ServiceUri, ["Queue:Credential"] = "AzureCli" })!.Identity.Kind.ShouldBe(IdentityKind.AzureCli);
    }

    [Fact]
    public void A_kubernetes_pod_uses_its_workload_identity_also_without_a_queue() =>
        Read(new() { ["Coordination:ServiceUri"] = ServiceUri, ["AZURE_FEDERATED_TOKEN_FILE"] = "/var/run/token" })!.Identity.Kind.ShouldBe(IdentityKind.WorkloadIdentity);

    [Theory]
    [InlineData(null, 0.1)]
    [InlineData("0.25", 0.25)]
    [InlineData("0.001", 0.001)]
    [InlineData("1", 1)]
    public void The_share_is_a_tenth_by_default(string? value, double share) =>
        Read(new() { ["Coordination:ServiceUri"] = ServiceUri, ["Coordination:ShareWhenAlone"] = value })!.ShareWhenAlone.ShouldBe(share);

    [Theory]
    [InlineData("Coordination:Connection", "nonsense", "TableEndpoint")]
    [InlineData("Coordination:Connection", "AccountName=store", "AccountKey")]
    [InlineData("Coordination:Connection", "AccountName=store;AccountKey=%", "AccountKey")]
    [InlineData("Coordination:Connection", $"AccountName=store;AccountKey={Key};AccountName=store", "AccountKey")]
    [InlineData("Coordination:Connection", $"AccountName=a b;AccountKey={Key}", "AccountKey")]
    [InlineData("Coordination:Connection", "AccountName=store;AccountKey=", "AccountKey")]
    [InlineData("Coordination:Connection", "TableEndpoint=https://t.example/", "SharedAccessSignature")]
    [InlineData("Coordination:Connection", "SharedAccessSignature=sv=1&sig=x%3D", "TableEndpoint")]
    [InlineData("Coordination:Connection", $"AccountName=store;AccountKey={Key};TableEndpoint=http://store.example/", "https")]
    [InlineData("Coordination:Connection", $"DefaultEndpointsProtocol=http;AccountName=store;AccountKey={Key}", "https")]
    [InlineData("Coordination:Connection", "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.1", "https")]
    [InlineData("Coordination:Connection", "@Microsoft.KeyVault(SecretUri=https://v/secrets/x)", "not resolved")]
    [InlineData("Coordination:ServiceUri", "store.table.core.windows.net", "https")]
    [InlineData("Coordination:ServiceUri", "http://store.table.core.windows.net", "https")]
    [InlineData("Coordination:ServiceUri", "http://127.0.0.1:10002/devstoreaccount1", "Coordination:Connection")]
    [InlineData("Coordination:ShareWhenAlone", "0.5", "Coordination:ServiceUri or Coordination:Connection")]
    [InlineData("Coordination:ServiceURL", ServiceUri, "ServiceUri")]
    public void Invalid_settings_are_reported_with_their_fix_and_without_a_secret(string setting, string value, string fix)
    {
        var failure = Should.Throw<BadSettingsException>(() => Read(new() { [setting] = value }));

        failure.Problems.ShouldContain(problem => problem.Setting == setting && problem.Text.Contains(fix));
        failure.Message.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    [InlineData("10%")]
    [InlineData("0,1")]
    [InlineData("1e-1")]
    [InlineData("NaN")]
    [InlineData("a tenth")]
    public void The_share_is_a_part_of_a_limit(string value)
    {
        var problem = Should.Throw<BadSettingsException>(() => Read(new() { ["Coordination:ServiceUri"] = ServiceUri, ["Coordination:ShareWhenAlone"] = value })).Problems.ShouldHaveSingleItem();

        (problem.Setting, problem.Text).ShouldBe(
            ("Coordination:ShareWhenAlone", $"is '{value}', which is no part of a limit. Give a number over 0 and at most 1, such as 0.1."));
    }

    [Fact]
    public void Two_addresses_are_an_error()
    {
        var failure = Should.Throw<BadSettingsException>(() => Read(new() { ["Coordination:Connection"] = Connection, ["Coordination:ServiceUri"] = ServiceUri }));

        failure.Problems.ShouldHaveSingleItem().Text.ShouldContain("Give one of the two");
        failure.Message.ShouldNotContain(Key);
    }

    private static CoordinationSettings? Read(Dictionary<string, string?> changes) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(ConnectorFixture.GoodSettings).AddInMemoryCollection(changes).Build(), [new FakeKind()]).Coordination;
}

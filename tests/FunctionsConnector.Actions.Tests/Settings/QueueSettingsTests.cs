using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.Actions.Tests.Settings;

public sealed class QueueSettingsTests
{
    private const string Key = "c2VjcmV0LWtleQ==";
    private const string Connection = $"DefaultEndpointsProtocol=https;AccountName=store;AccountKey={Key};EndpointSuffix=core.windows.net";

    [Fact]
    public void Without_an_address_there_is_no_queue() => Read([]).ShouldBeNull();

    [Theory]
    [InlineData("Queue:Connection", Connection, "https://store.queue.core.windows.net/")]
    [InlineData("Queue", Connection, "https://store.queue.core.windows.net/")]
    [InlineData("Queue:Connection", "UseDevelopmentStorage=true", "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData("Queue:Connection", "QueueEndpoint=https://q.example/;SharedAccessSignature=sv=1&sig=x%3D", "https://q.example/")]
    public void A_connection_string_is_read(string setting, string value, string endpoint) =>
        Read(new() { [setting] = value })!.Connection!.ToString().ShouldBe(endpoint, "its secret is not shown");

    [Theory]
    [InlineData(Connection, Key)]
    [InlineData("QueueEndpoint=https://q.example/;SharedAccessSignature=?sv=1&sig=x%3D", "sv=1&sig=x%3D", "x=")]
    [InlineData("UseDevelopmentStorage=true")]
    public void The_secrets_of_a_connection_string_are_registered(string value, params string[] secrets) =>
        Read(new() { ["Queue:Connection"] = value })!.Connection!.Secrets.ShouldBe(secrets);

    [Theory]
    [InlineData("Queue:ServiceUri")]
    [InlineData("Queue:queueServiceUri")]
    public void An_identity_needs_only_the_services_address(string setting)
    {
        var queue = Read(new() { [setting] = "https://store.queue.core.windows.net", ["Queue:ClientId"] = "c-1", ["Queue:Credential"] = "managedidentity" })!;

        queue.ServiceUri.ShouldBe(new Uri("https://store.queue.core.windows.net/"));
        queue.Identity.ShouldBe(new IdentitySettings(IdentityKind.ManagedIdentity, "c-1"));
    }

    [Fact]
    public void A_kubernetes_pod_uses_its_workload_identity() =>
        Read(new() { ["Queue:ServiceUri"] = "https://store.queue.core.windows.net", ["AZURE_FEDERATED_TOKEN_FILE"] = "/var/run/token" })!.Identity.Kind
            .ShouldBe(IdentityKind.WorkloadIdentity);

    [Fact]
    public void Other_settings_have_defaults()
    {
        var queue = Read(new() { ["Queue:Connection"] = Connection })!;

        (queue.Name, queue.VisibilityTimeout, queue.Concurrency).ShouldBe(("field-updates", TimeSpan.FromMinutes(1), 4));
    }

    [Theory]
    [InlineData("Queue:Connection", "nonsense", "QueueEndpoint")]
    [InlineData("Queue:Connection", "AccountName=store", "AccountKey")]
    [InlineData("Queue:Connection", "AccountName=store;AccountKey=%", "AccountKey")]
    [InlineData("Queue:Connection", $"AccountName=store;AccountKey={Key};AccountName=store", "AccountKey")]
    [InlineData("Queue:Connection", $"AccountName=a b;AccountKey={Key}", "AccountKey")]
    [InlineData("Queue:Connection", "AccountName=store;AccountKey=", "AccountKey")]
    [InlineData("Queue:Connection", "QueueEndpoint=https://q.example/", "SharedAccessSignature")]
    [InlineData("Queue:Connection", "SharedAccessSignature=sv=1&sig=x%3D", "QueueEndpoint")]
    [InlineData("Queue:Connection", $"AccountName=store;AccountKey={Key};QueueEndpoint=http://store.example/", "https")]
    [InlineData("Queue:Connection", $"DefaultEndpointsProtocol=http;AccountName=store;AccountKey={Key}", "https")]
    [InlineData("Queue:Connection", "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.1", "https")]
    [InlineData("Queue:Connection", "@Microsoft.KeyVault(SecretUri=https://v/secrets/x)", "not resolved")]
    [InlineData("Queue:ServiceUri", "http://store.queue.core.windows.net", "https")]
    [InlineData("Queue:ServiceUri", "http://127.0.0.1:10001/devstoreaccount1", "Queue:Connection")]
    [InlineData("Queue:Name", "Field_Updates", "lower-case")]
    [InlineData("Queue:Name", "a--b", "lower-case")]
    [InlineData("Queue:Credential", "Password", "ManagedIdentity")]
    [InlineData("Queue:Credential", "Password", "ManagedIdentity, WorkloadIdentity, AzureCli")]
    [InlineData("Queue:Credential", "WorkloadIdentity", "AZURE_FEDERATED_TOKEN_FILE")]
    [InlineData("Queue:VisibilityTimeout", "60", "hours:minutes:seconds")]
    [InlineData("Queue:Concurrency", "0", "whole number")]
    [InlineData("Queue:Nmae", "x", "Name")]
    public void Invalid_settings_are_reported_with_their_fix_and_without_a_secret(string setting, string value, string fix)
    {
        var failure = Should.Throw<BadSettingsException>(() => Read(new() { [setting] = value }));

        failure.Problems.ShouldContain(problem => problem.Setting == setting && problem.Text.Contains(fix));
        failure.Message.ShouldNotContain(Key);
    }

    [Fact]
    public void Two_addresses_are_an_error() =>
        Should.Throw<BadSettingsException>(() => Read(new() { ["Queue:Connection"] = Connection, ["Queue:ServiceUri"] = "https://store.queue.core.windows.net" }));

    private static QueueSettings? Read(Dictionary<string, string?> changes) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(ConnectorFixture.GoodSettings).AddInMemoryCollection(changes).Build(), [new FakeKind()]).Queue;
}

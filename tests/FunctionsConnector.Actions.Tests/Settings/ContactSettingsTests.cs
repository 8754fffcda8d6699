using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.Actions.Tests.Settings;

public sealed class ContactSettingsTests
{
    [Fact]
    public void A_contact_is_read()
    {
        var contact = Read(("Name", "Service Desk"), ("Url", "https://contoso.example/desk"), ("Email", "desk@contoso.example")).Contact;

        (contact.Name, contact.Url?.AbsoluteUri, contact.Email).ShouldBe(("Service Desk", "https://contoso.example/desk", "desk@contoso.example"));
    }

    [Fact]
    public void Without_settings_there_is_none() => Read().Contact.ShouldBe(new ContactSettings(Name: null, Url: null, Email: null));

    [Theory]
    [InlineData("Url", "contoso.example", "absolute URL")]
    [InlineData("Url", "mailto:desk@contoso.example", "absolute URL")]
    [InlineData("Email", "the desk", "no e-mail address")]
    [InlineData("Email", "Desk <desk@contoso.example>", "no e-mail address")]
    [InlineData("Phone", "1", "Name, Url, Email")]
    public void A_wrong_contact_stops_the_start(string setting, string value, string fix)
    {
        var problem = Should.Throw<BadSettingsException>(() => Read((setting, value))).Message;

        problem.ShouldContain($"Connector:Contact:{setting}");
        problem.ShouldContain(fix);
    }

    private static ConnectorSettings Read(params (string Name, string Value)[] contact) => SettingsReader.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(ConnectorFixture.GoodSettings)
            .AddInMemoryCollection(contact.ToDictionary(setting => $"Connector:Contact:{setting.Name}", setting => (string?)setting.Value))
            .Build(),
        [new FakeKind()]);
}

namespace FunctionsConnector.Core.Tests.Targets;

public class TargetSystemsTests
{
    private readonly List<string> _made = [];
    private readonly TargetSystems _systems;

    public TargetSystemsTests() => _systems = new TargetSystems(
        [new TargetSystemSettings("service-desk", "Held"), new TargetSystemSettings("Assets", "Held")],
        settings =>
        {
            _made.Add(settings.Name);
            return new FakeSystem();
        });

    [Fact]
    public void A_system_is_created_once_on_first_use()
    {
        _made.ShouldBeEmpty();

        var found = _systems.Find("SERVICE-DESK").Value;

        _systems.Find("service-desk").Value.ShouldBeSameAs(found);
        _made.ShouldBe(["service-desk"]);
    }

    [Fact]
    public void All_settings_are_listed_without_creating_a_system()
    {
        _systems.Settings.Select(settings => settings.Name).ShouldBe(["Assets", "service-desk"]);
        _made.ShouldBeEmpty();
    }

    [Fact]
    public void An_unconfigured_name_is_not_found() =>
        _systems.Find("payroll").Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.SystemNotFound);
}

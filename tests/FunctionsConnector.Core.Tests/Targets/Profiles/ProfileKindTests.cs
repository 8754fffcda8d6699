using System.Collections.Frozen;
using FunctionsConnector.Core.Targets.Profiles;

namespace FunctionsConnector.Core.Tests.Targets.Profiles;

public class ProfileKindTests
{
    private static readonly TargetSystemSettings Good = new("service", "Profile")
    {
        BaseUrl = new Uri("https://service.example/"),
        Secrets = new Dictionary<string, string> { ["ApiKey"] = "service-key" }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
        Others = new Dictionary<string, string> { ["Profile"] = "servicenow" }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
    };

    [Fact]
    public void Settings_of_a_built_in_profile_are_accepted() => new ProfileKind().Check(Good).ShouldBeEmpty();

    [Fact]
    public void A_zone_of_the_server_is_refused_because_instants_are_read_and_written_in_UTC() =>
        new ProfileKind().Check(Good with { ServerTimeZone = TimeZoneInfo.Utc }).ShouldHaveSingleItem().Setting.ShouldBe("ServerTimeZone");
}

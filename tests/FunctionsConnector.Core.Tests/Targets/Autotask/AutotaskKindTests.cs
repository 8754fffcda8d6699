using System.Collections.Frozen;
using FunctionsConnector.Core.Targets.Autotask;
using FunctionsConnector.Core.Targets.Autotask.Authentication;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class AutotaskKindTests
{
    private static readonly TargetSystemSettings Good = new("autotask", "Autotask")
    {
        Secrets = Credentials.Roles.ToFrozenDictionary(role => role, role => $"autotask-{role}", StringComparer.OrdinalIgnoreCase),
    };

    [Fact]
    public void Record_types_have_the_names_of_the_vendors_API_in_any_case() =>
        new AutotaskKind().Check(Good with { RecordTypes = ["Tickets", "contacts"] }).ShouldBeEmpty();

    [Theory]
    [InlineData("Ticket")]
    [InlineData("Attachments")]
    public void A_record_type_without_a_route_is_refused(string recordType)
    {
        var (setting, problem) = new AutotaskKind().Check(Good with { RecordTypes = ["Tickets", recordType] }).ShouldHaveSingleItem();

        (setting, problem.Contains($"names {recordType},", StringComparison.Ordinal)).ShouldBe(("RecordTypes", true), problem);
    }

    [Fact]
    public void A_zone_of_the_server_is_refused_because_days_of_Autotask_are_in_none() =>
        new AutotaskKind().Check(Good with { ServerTimeZone = TimeZoneInfo.Utc }).ShouldHaveSingleItem().Setting.ShouldBe("ServerTimeZone");
}

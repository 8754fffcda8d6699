using System.Collections.Frozen;
using FunctionsConnector.Core.Targets.TeamDynamix;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class TeamDynamixKindTests
{
    [Theory]
    [InlineData("https://org.teamdynamix.com/TDWebApi/", null)]
    [InlineData("https://org.teamdynamix.com/SBTDWebApi", null)]
    [InlineData("https://gateway.example.edu/um/it", null)]
    [InlineData("http://127.0.0.1:5001/TDWebApi/", null)]
    [InlineData("http://org.teamdynamix.com/TDWebApi/", "BaseUrl")]
    [InlineData("https://user:secret@org.teamdynamix.com/TDWebApi/", "BaseUrl")]
    [InlineData("https://org.teamdynamix.com/TDWebApi/?x=1", "BaseUrl")]
    [InlineData("ftp://org.teamdynamix.com/TDWebApi/", "BaseUrl")]
    [InlineData(null, "BaseUrl")]
    public void The_address_is_https_or_loopback(string? url, string? setting) =>
        Check(With("BeId", "WebServicesKey") with { BaseUrl = url is null ? null : new Uri(url) }).ShouldBe(setting is null ? [] : [setting]);

    [Theory]
    [InlineData("BeId,WebServicesKey", true)]
    [InlineData("UserName,Password", true)]
    [InlineData("", false)]
    [InlineData("BeId", false)]
    [InlineData("BeId,Password", false)]
    [InlineData("BeId,WebServicesKey,UserName,Password", false)]
    public void The_secrets_are_one_pair_and_not_a_mix(string roles, bool isRight) =>
        Check(With(roles.Split(',', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(isRight ? [] : ["Secrets"]);

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", true)]
    [InlineData("yes", false)]
    public void The_notification_setting_is_true_or_false(string value, bool isRight) => Check(With("BeId", "WebServicesKey") with
    {
        Others = new Dictionary<string, string> { ["NotifyNewResponsible"] = value }.ToFrozenDictionary(),
    }).ShouldBe(isRight ? [] : ["NotifyNewResponsible"]);

    private static TargetSystemSettings With(params string[] roles) => new("tdx", "TeamDynamix")
    {
        BaseUrl = new Uri("https://org.teamdynamix.com/TDWebApi/"),
        Secrets = roles.ToFrozenDictionary(role => role, role => $"tdx-{role}"),
    };

    private static List<string> Check(TargetSystemSettings settings) =>
        [.. new TeamDynamixKind().Check(settings).Select(problem => problem.Setting)];
}

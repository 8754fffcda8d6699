using FunctionsConnector.Sandbox.Dataverse;
using FunctionsConnector.Sandbox.ServiceNow;
using FunctionsConnector.Sandbox.Tables;
using FunctionsConnector.Server.Profiles;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>The command that checks a profile.</summary>
public class CheckProfileTests
{
    [Fact]
    public async Task A_live_system_is_read_and_the_update_shown_and_nothing_is_changed()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

        var (code, output, errors) = await RunAsync(
            "servicenow", "--record-type", "incident", "--record-id", "INC0000007", "--set", "state=On Hold",
            "--Systems:check:BaseUrl", $"{sandbox.ServiceNow.BaseUrl}", "--Systems:check:Secrets:UserName", "user", "--Systems:check:Secrets:Password", "password",
            "--Secrets:user", sandbox.ServiceNow.UserName, "--Secrets:password", sandbox.ServiceNow.Password);

        code.ShouldBe(0, output + errors);
        output.ShouldContain("sign-in: accepted");
        output.ShouldContain("record types: 7: incident");
        output.ShouldContain("State (state): In Progress");
        output.ShouldContain($"update: PATCH {sandbox.ServiceNow.BaseUrl}api/now/table/incident/{ServiceNowSandbox.SysId(7)}?sysparm_exclude_reference_link=true");
        output.ShouldContain("""{"state":"3"}""");
        output.ShouldNotContain(sandbox.ServiceNow.Password);
        sandbox.ServiceNow.Calls.All.ShouldAllBe(call => call.Method == "GET");
    }

    [Fact]
    public async Task The_version_that_an_update_with_onlyIf_sends_is_shown()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

        var (code, output, errors) = await RunAsync(
            "dataverse", "--record-type", "account", "--record-id", DataverseSandbox.Id(7), "--set", "name=new",
            "--Systems:check:BaseUrl", $"{sandbox.Dataverse.BaseUrl}", "--Systems:check:TokenUrl", $"{sandbox.Dataverse.TokenUrl}",
            "--Systems:check:Secrets:ClientId", "id", "--Systems:check:Secrets:ClientSecret", "secret",
            "--Secrets:id", sandbox.Dataverse.ClientId, "--Secrets:secret", sandbox.Dataverse.ClientSecret);

        code.ShouldBe(0, output + errors);
        var update = output.IndexOf("update: PATCH", StringComparison.Ordinal);
        var guarded = output.IndexOf("update with onlyIf: PATCH", StringComparison.Ordinal);
        output[update..guarded].ShouldContain("If-Match: *");
        output[guarded..].ShouldContain("If-Match: W/\"470866\"");
        output.ShouldContain("(/update/record) is not checked");
        sandbox.Dataverse.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Fact]
    public async Task A_type_without_an_entry_and_choices_of_a_missing_field_are_reported()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        sandbox.HubSpot.DefineField("tickets", new TableField("odd", "Odd", "json/text"));

        var (code, output, errors) = await RunAsync(
            "hubspot", "--record-type", "tickets", "--Systems:check:BaseUrl", $"{sandbox.HubSpot.BaseUrl}", "--Systems:check:Secrets:AccessToken", "token",
            "--Secrets:token", sandbox.HubSpot.AccessToken);

        code.ShouldBe(0, output + errors);
        output.ShouldContain("warning: /fields/types has no entry for the type 'json' of 1 field (odd).");
        output.ShouldContain("warning: /choices/3/fieldName is 'dealstage', and Tickets has no such field.");
        output.ShouldNotContain("'hs_pipeline'");
    }

    [Fact]
    public async Task A_refused_sign_in_ends_the_check()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

        var (code, output, _) = await RunAsync(
            "servicenow", "--Systems:check:BaseUrl", $"{sandbox.ServiceNow.BaseUrl}", "--Systems:check:Secrets:ApiKey", "key", "--Secrets:key", "a-wrong-key-of-somebody");

        code.ShouldBe(1);
        output.ShouldContain("sign-in: CredentialsRefused");
    }

    [Fact]
    public async Task A_broken_file_is_reported_with_every_place()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("profile-").FullName, "broken.json");
        await File.WriteAllTextAsync(file, """{"format":1,"vendor":"","recordId":"number"}""", TestContext.Current.CancellationToken);

        var (code, _, errors) = await RunAsync(file);

        code.ShouldBe(1);
        errors.ShouldContain("/vendor must be a text");
        errors.ShouldContain("/recordId is 'number'");
        errors.ShouldContain("/update is missing");
    }

    [Theory]
    [InlineData(0, "azuredevops")]
    [InlineData(1, "no-such-profile")]
    [InlineData(2)]
    [InlineData(2, "servicenow", "--record-type")]
    [InlineData(2, "servicenow", "--Systems:other:BaseUrl", "https://other.example/")]
    public async Task The_exit_code_says_whether_the_profile_is_valid(int expected, params string[] args) => (await RunAsync(args)).Code.ShouldBe(expected);

    /// <summary>Runs the command with these arguments.</summary>
    internal static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await CheckProfileCommand.RunAsync([CheckProfileCommand.Name, .. args], output, errors, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}

using FunctionsConnector.EndToEnd.Tests.Secrets;
using FunctionsConnector.Sandbox.Dataverse;
using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>What a refusal of the credentials does, by its meaning and not by its status.</summary>
public class ProfileSignInTests(AppIdentity identity)
{
    private const string Page = "<html><title>Sign In</title></html>";

    [Fact]
    public async Task A_sign_in_page_is_answered_with_the_new_secret()
    {
        await using var world = await VaultWorld.StartAsync(identity, arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddAzureDevOps(sandbox, settings);
            settings.Remove("secrets:azuredevops-personalaccesstoken");
            sandbox.KeyVault.Set("azuredevops-personalaccesstoken", sandbox.AzureDevOps.PersonalAccessToken);
        });
        var vendor = world.Sandbox.AzureDevOps;
        vendor.Behavior = vendor.Behavior with { ShowsSignInPage = true };
        (await RenameAsync(world, "first")).ShouldSay("applied");

        vendor.PersonalAccessToken = "azuredevops-token-of-tomorrow~";
        world.Sandbox.KeyVault.Set("azuredevops-personalaccesstoken", vendor.PersonalAccessToken);

        (await RenameAsync(world, "second")).ShouldSay("applied");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_is_refused_when_the_record_is_read_before_its_update_is_a_refusal(bool showsSignInPage)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);
        var vendor = world.Sandbox.AzureDevOps;
        vendor.Behavior = vendor.Behavior with { ShowsSignInPage = showsSignInPage };
        (await RenameAsync(world, "first")).ShouldSay("applied");
        vendor.PersonalAccessToken = "another-token-of-somebody";

        (await RenameAsync(world, "second")).ShouldFail(424, "CredentialsRefused");
    }

    [Fact]
    public async Task A_token_that_gets_a_sign_in_page_is_sent_twice_and_then_not_for_a_minute()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddAzureDevOps);
        var vendor = world.Sandbox.AzureDevOps;
        vendor.Behavior = vendor.Behavior with { ShowsSignInPage = true };
        vendor.PersonalAccessToken = "another-token-of-somebody";

        for (var update = 0; update < 5; update++)
        {
            (await RenameAsync(world, "new")).ShouldFail(424, "CredentialsRefused");
        }

        vendor.Calls.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_sign_in_page_instead_of_a_record_renews_an_OAuth_token()
    {
        await using var world = await World.StartAsync(arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddDataverse(sandbox, settings);
            settings.ChangeProfile("dataverse", text => text.Replace("\"refusals\": [", "\"refusals\": [{ \"status\": [203], \"means\": \"credentials\" }, ", StringComparison.Ordinal));
        });
        var account = DataverseSandbox.Id(7);
        (await world.UpdateFieldsAsync("dataverse", "account", account, """{"fields":{"name":"first"}}""")).ShouldSay("applied");
        world.Sandbox.Dataverse.Faults.Add(Fault.Status(203, Page, "text/html").For("PATCH"));

        (await world.UpdateFieldsAsync("dataverse", "account", account, """{"fields":{"name":"second"}}""")).ShouldSay("applied");

        world.Sandbox.Dataverse.Calls.All.Where(call => call.Method == "PATCH").Select(call => call.Headers["Authorization"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_401_for_one_missing_permission_does_not_stop_the_others()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        world.Sandbox.ServiceNow.Faults.Add(Fault.Status(401, """{"error":{"message":"User Not Authorized"}}""").For("PATCH", ServiceNowSandbox.SysId(8)).Repeated(Fault.Always));

        (await ReviseAsync(world, 8)).ShouldFail(424, "CredentialsRefused");
        (await ReviseAsync(world, 7)).ShouldSay("applied");
        (await ReviseAsync(world, 8)).ShouldFail(424, "CredentialsRefused");
        (await ReviseAsync(world, 9)).ShouldSay("applied");
    }

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-Infinity\"")]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("1e400")]
    public async Task A_lifetime_that_is_no_positive_number_counts_as_left_out(string lifetime)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        world.Sandbox.Dataverse.Faults.Add(Fault.Reworded("\"expires_in\":[0-9]+", $"\"expires_in\":{lifetime}").For("POST"));

        (await world.UpdateFieldsAsync("dataverse", "account", DataverseSandbox.Id(7), """{"fields":{"name":"new"}}""")).ShouldSay("applied");
    }

    private static Task<Reply> RenameAsync(World world, string title) => world.UpdateFieldsAsync("azuredevops", "Bug", "7", $$$"""{"fields":{"Title":"{{{title}}}"}}""");

    private static Task<Reply> ReviseAsync(World world, int record) =>
        world.UpdateFieldsAsync("servicenow", "incident", ServiceNowSandbox.SysId(record), """{"fields":{"short_description":"new"}}""");
}

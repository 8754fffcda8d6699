using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Credentials that are revoked while the connector uses them, where the update reads the record before it writes.</summary>
public class RevokedCredentialsTests
{
    [Theory]
    [InlineData("autotask", "Tickets/1", "title")]
    [InlineData("teamdynamix", "tickets-42/1001", "Title")]
    [InlineData("azuredevops", "Bug/7", "Title")]
    [InlineData("servicenow", "incident", "short_description")]
    public async Task The_refused_reading_is_the_refusal_of_the_update(string system, string record, string field)
    {
        await using var world = await World.StartAsync(arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddAzureDevOps(sandbox, settings);
            ProfileSettings.AddServiceNow(sandbox, settings);
        });
        var id = record == "incident" ? $"incident/{FunctionsConnector.Sandbox.ServiceNow.ServiceNowSandbox.SysId(7)}" : record;
        var route = $"/api/systems/{system}/records/{id}";
        (await world.PatchAsync(route, $$"""{"fields":{"{{field}}":"first"} }""")).ShouldSay("applied");
        Revoke(world.Sandbox, system);

        var reply = await world.PatchAsync(route, $$"""{"fields":{"{{field}}":"second"},"onlyIf":{"{{field}}":"first"} }""");

        reply.ShouldFail(424, "CredentialsRefused");
    }

    private static void Revoke(SandboxServer sandbox, string system)
    {
        sandbox.Autotask.Secret = system == InAutotask ? "rotated-3141" : sandbox.Autotask.Secret;
        sandbox.AzureDevOps.PersonalAccessToken = "another-token-of-somebody";
        sandbox.ServiceNow.Password = "another-password";
        if (system == InTeamDynamix)
        {
            sandbox.TeamDynamix.WebServicesKey = "00000000-0000-0000-0000-00000000dead";
            sandbox.TeamDynamix.RevokeTokens();
        }
    }
}

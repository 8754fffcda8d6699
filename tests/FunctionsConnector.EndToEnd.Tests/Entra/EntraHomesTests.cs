using System.Net.Http.Headers;
using FunctionsConnector.EndToEnd.Tests.Homes;
using FunctionsConnector.Sandbox.Identity;

namespace FunctionsConnector.EndToEnd.Tests.Entra;

/// <summary>Both homes check tokens of Microsoft Entra ID.</summary>
public sealed class EntraHomesTests(BothHomes homes) : IClassFixture<BothHomes>
{
    private static readonly EntraToken Good = new("connector", "0f0f0000-5a4d-4b0c-8e57-000000000001");

    [Theory]
    [InlineData(Home.Server)]
    [InlineData(Home.FunctionApp)]
    public async Task A_valid_token_updates_and_a_forged_one_does_not(string home)
    {
        await using var world = await homes.NewAsync(home, settings =>
        {
            settings["Connector:Entra:TenantId"] = IdentitySandbox.TenantId;
            settings["Connector:Entra:Audience"] = Good.Audience;
            settings["Connector:Entra:Instance"] = new Uri(new Uri(settings["Systems:teamdynamix:BaseUrl"]!), "/identity/").AbsoluteUri;
            settings["Connector:EntraCallers:0:Name"] = "entra flows";
            settings["Connector:EntraCallers:0:ClientId"] = Good.ClientId;
            settings["Connector:EntraCallers:0:Systems"] = "*";
        });

        (await UpdateAsync(world, Good)).ShouldSay("applied");
        (await UpdateAsync(world, Good with { Algorithm = "none" })).ShouldFail(401, "Unauthorized");
    }

    private static Task<Reply> UpdateAsync(World world, EntraToken token) => world.SendAsync(
        HttpMethod.Patch, "/api/systems/autotask/records/Tickets/9/field", """{"field":"status","value":"Complete"}""", request =>
        {
            request.Headers.Remove("x-api-key");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Sandbox.Identity.Issue(token));
        });
}

using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>A vendor that has texts of its own for booleans.</summary>
public sealed class BooleanFormTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public BooleanFormTests()
    {
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(Publishing.Repository, "src/FunctionsConnector.Core/Targets/Profiles/BuiltIn/hubspot.json")))!;
        profile["values"]!["booleans"] = new JsonObject { ["true"] = "Y", ["false"] = "N" };
        profile["fields"]!["known"] = new JsonArray(new JsonObject { ["name"] = "insured", ["label"] = "Insured", ["type"] = "boolean" });
        File.WriteAllText(_file, profile.ToJsonString());
    }

    [Theory]
    [InlineData("N", "true", "Y", "true")]
    [InlineData("Y", "\"no\"", "N", "false")]
    public async Task A_boolean_is_written_and_read_in_the_vendors_form(string before, string asked, string held, string value)
    {
        await using var world = await StartAsync(before);

        var reply = await world.PatchAsync("/api/systems/hubspot/records/tickets/7", $$$"""{"fields":{"Insured":{{{asked}}}},"onlyIf":{"Insured":"{{{(before == "Y" ? "true" : "false")}}}"}}""");

        reply.ShouldSay("applied");
        reply.Field("insured").GetProperty("value").GetString().ShouldBe(value);
        world.Sandbox.HubSpot.Truth("tickets", "7")["insured"]!.GetValue<string>().ShouldBe(held);
    }

    [Fact]
    public async Task A_text_that_is_neither_is_not_taken_for_a_boolean()
    {
        await using var world = await StartAsync("maybe");

        (await world.PatchAsync("/api/systems/hubspot/records/tickets/7", """{"fields":{"Insured":true},"onlyIf":{"Insured":false}}""")).ShouldFail(409, "Conflict");
    }

    public void Dispose() => File.Delete(_file);

    private async Task<World> StartAsync(string before)
    {
        var world = await World.StartAsync(arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddHubSpot(sandbox, settings);
            settings["Systems:hubspot:Profile"] = _file;
        });
        world.Sandbox.HubSpot.DefineField("tickets", new TableField("insured", "Insured", "string/text"));
        world.Sandbox.HubSpot.SetTruth("tickets", "7", "insured", before);
        return world;
    }
}

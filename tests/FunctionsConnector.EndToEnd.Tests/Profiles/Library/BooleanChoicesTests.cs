namespace FunctionsConnector.EndToEnd.Tests.Profiles.Library;

/// <summary>A boolean whose profile also has choices for it.</summary>
public class BooleanChoicesTests
{
    [Theory]
    [InlineData("\"Insured\"", "Y")]
    [InlineData("\"Not insured\"", "N")]
    [InlineData("true", "Y")]
    public async Task A_choice_is_written_in_the_vendors_form(string asked, string held)
    {
        await using var library = await LibraryServer.StartAsync();
        library.Set("insured", held == "Y" ? "N" : "Y");
        await using var world = await LibraryProfile.StartAsync(library, profile => Add(profile, "Y", "N"));

        (await world.UpdateAsync($$$"""{"fields":{"Insurance":{{{asked}}}}}""")).ShouldSay("applied");

        library.Book["insured"]!.GetValue<string>().ShouldBe(held);
    }

    [Fact]
    public async Task A_field_whose_choices_are_neither_true_nor_false_is_read_only()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, profile => Add(profile, "Y", "U"));

        var reply = await world.UpdateAsync("""{"fields":{"Insurance":"Not insured"}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Message.ShouldContain("one of its choices has another id than true and false");
    }

    private static void Add(JsonObject profile, string yes, string no)
    {
        profile["values"] = JsonNode.Parse("""{"booleans":{"true":"Y","false":"N"}}""");
        profile["fields"]!["known"]!.AsArray().Add(JsonNode.Parse(
            $$"""{"name":"insured","label":"Insurance","type":"boolean","choices":[{"id":"{{yes}}","label":"Insured"},{"id":"{{no}}","label":"Not insured"}]}"""));
    }
}

namespace FunctionsConnector.EndToEnd.Tests.Profiles.Library;

/// <summary>A refusal that the profile names is proof. Any other is settled by reading the record.</summary>
public class RefusalTests
{
    private const string Lent = """{"problems":[{"text":"The book is lent."}]}""";

    [Fact]
    public async Task A_refusal_that_the_profile_names_is_final_without_a_read_back()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, profile => profile["refusals"] = new JsonArray(
            new JsonObject { ["on"] = "update", ["status"] = new JsonArray(422), ["at"] = new JsonArray("/problems/*/text"), ["contains"] = new JsonArray("is lent"), ["means"] = "rejected" }));
        library.Refuse = _ => (422, Lent);

        foreach (var title in new[] { "new", "Poems" })
        {
            var reply = await world.UpdateAsync($$$"""{"fields":{"Title":"{{{title}}}"}}""");
            reply.ShouldFail(422, "UpdateRejected");
            reply.Message.ShouldBe("Library refused the update of Book 7 (422): The book is lent.");
        }

        library.Calls.ShouldAllBe(call => call.Path == "/v1/shelves" || call.Method == "PATCH", "the record is not read");
    }

    [Theory]
    [InlineData("new", "UpdateRejected")]
    [InlineData("Poems", "applied")]
    public async Task A_refusal_without_an_entry_is_settled_by_the_record(string title, string end)
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library);
        library.Refuse = _ => (422, Lent);

        var reply = await world.UpdateAsync($$$"""{"fields":{"Title":"{{{title}}}"}}""");

        (reply.Outcome ?? reply.Code).ShouldBe(end);
        library.Calls.ShouldContain(call => call.Method == "GET" && call.Path == "/v1/books/7");
    }
}

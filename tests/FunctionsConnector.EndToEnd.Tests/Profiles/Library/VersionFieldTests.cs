namespace FunctionsConnector.EndToEnd.Tests.Profiles.Library;

/// <summary>A vendor that takes the version of a record in the body of an update.</summary>
public class VersionFieldTests
{
    private const int Rounds = 100;

    [Fact]
    public async Task Of_two_writers_at_once_exactly_one_wins_and_nothing_is_lost()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var first = await LibraryProfile.StartAsync(library, LibraryProfile.AddVersion);
        await using var second = await LibraryProfile.StartAsync(library, LibraryProfile.AddVersion);
        for (var round = 0; round < Rounds; round++)
        {
            library.Set("title", "free");

            var replies = await Task.WhenAll(TakeAsync(first, $"first {round}"), TakeAsync(second, $"second {round}"));

            var winner = Array.FindIndex(replies, reply => reply.Status == 200);
            replies.Count(reply => reply.Status == 200).ShouldBe(1, $"round {round}: {replies[0].Body} {replies[1].Body}");
            replies[1 - winner].ShouldFail(409, "Conflict");
            replies[winner].Body.GetProperty("warnings")[0].GetString()!.ShouldStartWith("onlyIf held at the moment of the update");
            library.Book["title"]!.GetValue<string>().ShouldBe($"{(winner == 0 ? "first" : "second")} {round}");
        }

        library.Calls.Count(call => call.Status == 409).ShouldBePositive("both writers read the same version at least once");

        static Task<Reply> TakeAsync(World world, string title) => world.UpdateAsync($$$"""{"fields":{"Title":"{{{title}}}"},"onlyIf":{"Title":"free"}}""");
    }

    [Fact]
    public async Task The_version_is_sent_only_where_the_record_was_read()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, LibraryProfile.AddVersion);

        (await world.UpdateAsync("""{"fields":{"Title":"first"}}""")).ShouldSay("applied");
        (await world.UpdateAsync("""{"fields":{"Title":"second"},"onlyIf":{"Title":"first"}}""")).ShouldSay("applied");

        library.Calls.Where(call => call.Method == "PATCH").Select(call => call.Body).ShouldBe(["""{"book":{"title":"first"}}""", """{"book":{"version":2,"title":"second"}}"""]);
    }

    [Fact]
    public async Task A_version_that_changes_with_every_reading_ends_as_a_conflict_with_the_vendors_words()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, LibraryProfile.AddVersion);
        library.Refuse = _ =>
        {
            library.Set("shelf", 4);
            return null;
        };

        var reply = await world.UpdateAsync("""{"fields":{"Title":"new"},"onlyIf":{"Title":"Poems"}}""");

        reply.ShouldFail(409, "Conflict");
        reply.Message.ShouldContain(LibraryServer.Stale);
        library.Book["title"]!.GetValue<string>().ShouldBe("Poems");
    }

    [Fact]
    public async Task A_409_of_an_update_without_a_version_is_a_refusal()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, LibraryProfile.AddVersion);
        library.Refuse = _ => (409, """{"problems":[{"text":"The book is lent."}]}""");

        (await world.UpdateAsync("""{"fields":{"Title":"new"}}""")).ShouldFail(422, "UpdateRejected");
    }

    [Fact]
    public async Task A_409_of_an_update_whose_version_is_still_the_records_is_a_refusal()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, LibraryProfile.AddVersion);
        library.Refuse = _ => (409, """{"problems":[{"text":"The book is lent."}]}""");

        var reply = await world.UpdateAsync("""{"fields":{"Title":"new"},"onlyIf":{"Title":"Poems"}}""");

        reply.ShouldFail(422, "UpdateRejected");
        reply.Message.ShouldBe("Library refused the update of Book 7 (409): The book is lent.");
        library.Calls.Count(call => call.Method == "PATCH").ShouldBe(2, "the second one names the version of a fresh reading");
        library.Calls.Last().Method.ShouldBe("GET", "a refusal is settled by the record");
    }

    [Fact]
    public async Task A_preview_calls_no_other_header_the_guard()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, profile =>
        {
            LibraryProfile.AddVersion(profile);
            profile["update"]!["headers"] = new JsonObject { ["X-Format"] = "1" };
        });

        var reply = await world.PostAsync("/api/systems/library/records/books/7/preview", """{"fields":{"Title":"new"},"onlyIf":{"Title":"Poems"}}""");

        reply.Body.GetProperty("request").GetProperty("body").GetString().ShouldBe("""{"book":{"version":1,"title":"new"}}""");
        reply.Body.GetProperty("warnings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_version_itself_cannot_be_changed()
    {
        await using var library = await LibraryServer.StartAsync();
        await using var world = await LibraryProfile.StartAsync(library, profile =>
        {
            LibraryProfile.AddVersion(profile);
            profile["fields"]!["known"]!.AsArray().Add(new JsonObject { ["name"] = "version", ["label"] = "Version", ["type"] = "integer" });
        });

        var reply = await world.UpdateAsync("""{"fields":{"Version":5}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Message.ShouldContain("it is the version of the record");
    }
}

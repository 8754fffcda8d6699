using FunctionsConnector.Sandbox.Dataverse;

namespace FunctionsConnector.EndToEnd.Tests.Profiles.Library;

/// <summary>A list in several pages, each of which names the next.</summary>
public class PagesTests
{
    private const string Move = """{"fields":{"Shelf":"Novels"}}""";

    [Theory]
    [InlineData("{url}v1/shelves?page={page}")]
    [InlineData("/v1/shelves?page={page}")]
    [InlineData("?page={page}")]
    [InlineData("shelves?page={page}")]
    public async Task Every_page_is_read_in_every_form_of_a_link(string link)
    {
        await using var library = await LibraryServer.StartAsync();
        library.NextPage = page => page < 2 ? Link(library, link, page + 1) : null;
        await using var world = await LibraryProfile.StartAsync(library, AddPages);

        (await world.UpdateAsync(Move)).ShouldSay("applied");

        library.Book["shelf"]!.GetValue<int>().ShouldBe(4);
    }

    [Theory]
    [InlineData("https://evil.example/v1/shelves?page={page}")]
    [InlineData("//evil.example/v1/shelves?page={page}")]
    [InlineData("file:///etc/passwd")]
    [InlineData("{user}v1/shelves?page={page}")]
    [InlineData("http://")]
    public async Task A_link_to_another_place_is_not_followed_and_no_part_of_a_list_counts(string link)
    {
        await using var library = await LibraryServer.StartAsync();
        library.NextPage = page => Link(library, link, page + 1);
        await using var world = await LibraryProfile.StartAsync(library, AddPages);

        var reply = await world.UpdateAsync(Move);

        reply.ShouldFail(503, "SystemUnavailable");
        reply.Message.ShouldContain("names the next page");
        library.Calls.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Fact]
    public async Task A_list_without_an_end_fails_after_20_pages()
    {
        await using var library = await LibraryServer.StartAsync();
        library.NextPage = page => Link(library, "?page={page}", page + 1);
        await using var world = await LibraryProfile.StartAsync(library, AddPages);

        var reply = await world.GetAsync("/api/systems/library/record-types/books/fields");

        reply.ShouldFail(503, "SystemUnavailable");
        reply.Message.ShouldContain("more than 20 pages");
        library.Calls.Count.ShouldBe(20);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("false")]
    public async Task An_empty_text_and_false_are_the_end_of_a_list(string next)
    {
        await using var library = await LibraryServer.StartAsync();
        library.NextPage = _ => JsonNode.Parse(next);
        await using var world = await LibraryProfile.StartAsync(library, AddPages);

        (await world.GetAsync("/api/systems/library/record-types/books/fields")).Status.ShouldBe(200);

        library.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"href":"?page=2"}""")]
    [InlineData("""["?page=2"]""")]
    [InlineData("true")]
    [InlineData("2")]
    public async Task A_next_page_that_is_no_text_is_a_failure_that_names_the_pointer(string next)
    {
        await using var library = await LibraryServer.StartAsync();
        library.NextPage = _ => JsonNode.Parse(next);
        await using var world = await LibraryProfile.StartAsync(library, AddPages);

        var reply = await world.GetAsync("/api/systems/library/record-types/books/fields");

        reply.ShouldFail(503, "SystemUnavailable");
        reply.Message.ShouldContain("'/next'");
    }

    [Fact]
    public async Task The_pages_of_Dataverse_are_read()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        var vendor = world.Sandbox.Dataverse;
        vendor.Faults.Add(Fault.Status(200, $$"""{"value":[],"@odata.nextLink":"{{vendor.BaseUrl}}api/data/v9.2/EntityDefinitions?$skiptoken=1"}""").For("GET", "EntityDefinitions?$select"));

        (await world.UpdateFieldsAsync("dataverse", "contact", DataverseSandbox.Id(1), """{"fields":{"First Name":"Beth"}}""")).ShouldSay("applied");
    }

    private static void AddPages(JsonObject profile) => profile["choices"]![0]!["next"] = "/next";

    private static string Link(LibraryServer library, string link, int page) => link
        .Replace("{page}", $"{page}", StringComparison.Ordinal)
        .Replace("{url}", $"{library.Url}", StringComparison.Ordinal)
        .Replace("{user}", $"{library.Url}".Replace("http://", "http://somebody@", StringComparison.Ordinal), StringComparison.Ordinal);
}

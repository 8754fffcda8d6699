namespace FunctionsConnector.EndToEnd.Tests.Profiles.Library;

/// <summary>The mistakes of a profile that the command finds in a live system.</summary>
public class CheckLibraryTests
{
    private static readonly Dictionary<string, (Action<JsonObject> Make, string Says)> Mistakes = new()
    {
        ["choices of a field that is not there"] = (
            profile => profile["choices"]![0]!["fieldName"] = "shelve",
            "warning: /choices/0/fieldName is 'shelve', and Book has no such field. That is right only if another record type has it."),
        ["a list of choices of fields that are not there"] = (
            profile => ReplaceChoices(profile, "/name"),
            "warning: /choices/0 lists choices of 2 fields that Book does not have (Poems, Novels)."),
        ["a list of choices without names of fields"] = (
            profile => ReplaceChoices(profile, "/of"),
            "warning: /choices/0/field finds no name of a field in 2 items."),
        ["a list of choices that is not there"] = (
            profile => profile["choices"]![0]!["url"] = "v1/racks",
            "warning: /choices/0: Library does not show the list of /choices/0"),
        ["a boolean in another form"] = (
            profile => AddField(profile, """{"name":"insured","label":"Insured","type":"boolean"}"""),
            "warning: Insured (insured) is a boolean, and the record shows 'maybe'."),
        ["a boolean with choices"] = (
            profile => AddField(profile, """{"name":"insured","label":"Insured","type":"boolean","choices":[{"id":"maybe","label":"Perhaps"}]}"""),
            "warning: Insured (insured) is a boolean and has choices: Perhaps (maybe). Give it the type of its choices' ids."),
        ["record types without an id"] = (
            profile => profile["recordTypes"]!["list"] = JsonNode.Parse("""{"url":"v1/shelves","items":"/shelves","id":"/code"}"""),
            "warning: /recordTypes/list leaves out 2 of 2 items"),
        ["a wrong pointer to the record"] = (
            profile => profile["read"]!["record"] = "/result",
            "record: SystemUnavailable: Library was asked for Book 7 and answered with JSON that has no object at '/result'. It has 'book'."),
        ["a wrong pointer to the id"] = (
            profile => profile["read"]!["id"] = "/isbn",
            "record: SystemUnavailable: Library was asked for Book 7 and answered with an object that has no id at '/isbn'. It has 'number', 'title', 'shelf', 'updated', 'version', 'insured'."),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mistake_that_only_the_live_system_shows_is_reported(string name)
    {
        var (make, says) = Mistakes[name];

        var (_, output) = await CheckAsync(make);

        output.ShouldContain(says);
    }

    [Fact]
    public async Task A_profile_without_mistakes_has_no_warning_and_its_update_names_the_version()
    {
        var (code, output) = await CheckAsync(LibraryProfile.AddVersion);

        code.ShouldBe(0, output);
        output.ShouldNotContain("warning");
        output.ShouldContain("""{"book":{"shelf":4}}""");
        output.ShouldContain("""{"book":{"version":2,"shelf":4}}""");
    }

    [Theory]
    [InlineData("Note=new", "3", """{"book":{"version":3,"note":"new"}}""")]
    [InlineData("Shelf=Novels", "9", """{"book":{"version":3,"shelf":4}}""")]
    [InlineData("Shelf=Novels", "5", """{"book":{"version":3,"shelf":4}}""")]
    public async Task The_update_with_onlyIf_is_shown_whatever_the_present_value_is(string change, string shelf, string body)
    {
        var (code, output) = await CheckAsync(
            profile =>
            {
                LibraryProfile.AddVersion(profile);
                AddField(profile, """{"name":"note","label":"Note","type":"text"}""");
            },
            library =>
            {
                library.Set("shelf", int.Parse(shelf, CultureInfo.InvariantCulture));
                library.Shelves[5] = "6";
                library.Shelves[6] = "5";
            },
            change);

        code.ShouldBe(0, output);
        output.ShouldContain($"update with onlyIf: PATCH");
        output.ShouldContain(body);
    }

    [Fact]
    public async Task Where_no_condition_can_be_made_a_note_says_so()
    {
        var (code, output) = await CheckAsync(
            profile =>
            {
                LibraryProfile.AddVersion(profile);
                var known = profile["fields"]!["known"]!.AsArray();
                known.RemoveAt(2);
                known.RemoveAt(0);
            },
            library => library.Set("shelf", 9));

        code.ShouldBe(0, output);
        output.ShouldContain("note: the update with onlyIf is not shown: UpdateInvalid");
        output.ShouldContain("Nothing was sent that changes anything.");
    }

    private static void ReplaceChoices(JsonObject profile, string field) => profile["choices"] = new JsonArray(
        new JsonObject { ["url"] = "v1/shelves", ["items"] = "/shelves", ["field"] = field, ["id"] = "/id", ["label"] = "/name" });

    private static void AddField(JsonObject profile, string json) => profile["fields"]!["known"]!.AsArray().Add(JsonNode.Parse(json));

    private static async Task<(int Code, string Output)> CheckAsync(Action<JsonObject> change, Action<LibraryServer>? arrange = null, string set = "Shelf=Novels")
    {
        await using var library = await LibraryServer.StartAsync();
        library.Set("insured", "maybe");
        arrange?.Invoke(library);

        var (code, output, errors) = await CheckProfileTests.RunAsync(
            LibraryProfile.Write(change), "--record-type", "books", "--record-id", "7", "--set", set,
            "--Systems:check:BaseUrl", $"{library.Url}", "--Systems:check:Secrets:Key", "library-key", "--Secrets:library-key", LibraryServer.Key);

        library.Calls.ShouldAllBe(call => call.Method == "GET");
        return (code, output + errors);
    }
}

using FunctionsConnector.Core.Targets.Profiles.Dialect;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Profiles.Reading;

namespace FunctionsConnector.Core.Tests.Targets.Profiles;

/// <summary>The body of an update with the version that was read.</summary>
public class UpdateBodyTests
{
    private static readonly Field Title = new("title", "Title", FieldType.Text);

    private static readonly FieldCatalog Books = new(new RecordType("books", "Book"), [Title]);

    [Theory]
    [InlineData("\"dialect\":\"merge\"", "/v", "5", """{"v":5,"title":"new"}""")]
    [InlineData("\"dialect\":\"merge\"", "/v", "\"5\"", """{"v":"5","title":"new"}""")]
    [InlineData("\"dialect\":\"merge\"", "/meta/v", "5", """{"meta":{"v":5},"title":"new"}""")]
    [InlineData("\"dialect\":\"merge\",\"within\":\"/book\"", "/book/v", "5", """{"book":{"v":5,"title":"new"}}""")]
    [InlineData("\"dialect\":\"merge\",\"within\":\"/book\"", "/v", "5", """{"v":5,"book":{"title":"new"}}""")]
    [InlineData("\"dialect\":\"merge\",\"within\":\"/a/b\"", "/a/c/v", "5", """{"a":{"c":{"v":5},"b":{"title":"new"}}}""")]
    [InlineData("\"dialect\":\"merge\",\"constants\":{\"notify\":true}", "/v", "5", """{"notify":true,"v":5,"title":"new"}""")]
    [InlineData("\"dialect\":\"list\",\"members\":{\"name\":\"n\",\"value\":\"x\"},\"within\":\"/a/fields\"", "/a/v", "5", """{"a":{"v":5,"fields":[{"n":"title","x":"new"}]}}""")]
    [InlineData("\"dialect\":\"merge\",\"within\":\"/book\"", "/v", null, """{"book":{"title":"new"}}""")]
    public void The_version_stands_beside_the_changes_as_the_record_showed_it(string update, string path, string? version, string body)
    {
        var profile = new BrokenProfile("/concurrency", $$"""{"kind":"versionField","version":"/v","path":"{{path}}"}""", string.Empty, string.Empty)
        {
            Also = ("/update", $$"""{"method":"PATCH","url":"v1/{recordType}/{id}","clear":"null",{{update}}}"""),
        };
        var read = ProfileReader.Read(Encoding.UTF8.GetBytes(profile.Text));
        read.Problems.ShouldBeEmpty();

        UpdateBody.Write((Profile)read.Profile!, new PlannedUpdate(
            new RecordReference("library", "books", "7"), Books, [new Change(Title, "new")], new FunctionsConnector.Core.Targets.Record("7", []) { Version = version })).ShouldBe(body);
    }
}

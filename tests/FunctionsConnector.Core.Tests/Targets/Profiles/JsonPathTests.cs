using System.Collections.Frozen;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Tests.Targets.Profiles;

/// <summary>JSON Pointers of profiles.</summary>
public class JsonPathTests
{
    [Theory]
    [InlineData("/results/0", "a")]
    [InlineData("/results/1/name", "b")]
    [InlineData("/results/2", null)]
    [InlineData("/results/00", null)]
    [InlineData("/results/-", null)]
    [InlineData("/results/99999999999", null)]
    [InlineData("/0", "zero")]
    public void A_number_is_a_place_in_a_list_or_a_name_in_an_object(string pointer, string? found)
    {
        using var document = JsonDocument.Parse("""{"results":["a",{"name":"b"}],"0":"zero"}""");
        var path = JsonPath.Parse(pointer)!;

        path.FindText(document.RootElement).ShouldBe(found);
        path.FindAll(document.RootElement).Select(JsonPath.TextOf).FirstOrDefault().ShouldBe(found);
    }

    [Fact]
    public void A_pointer_takes_the_record_type_and_its_values() =>
        JsonPath.Parse("/{recordType}/{key}")!.Of(new ProfileRecordType("books", "Book", new Dictionary<string, string> { ["key"] = "isbn" }.ToFrozenDictionary()))
            .ToString().ShouldBe("/books/isbn");

    [Theory]
    [InlineData("""{"fields":{}}""", true)]
    [InlineData("""{"fields":{"owner":null}}""", true)]
    [InlineData("""{"fields":{"owner":"somebody"}}""", false)]
    [InlineData("""{"fields":{"owner":{}}}""", false)]
    [InlineData("""{"fields":[]}""", false)]
    [InlineData("{}", false)]
    public void A_field_is_empty_only_where_its_object_is_there_without_it(string json, bool isEmpty)
    {
        using var document = JsonDocument.Parse(json);

        JsonPath.Parse("/fields/{name}/uniqueName")!.Of("owner").IsEmpty(document.RootElement).ShouldBe(isEmpty);
    }
}

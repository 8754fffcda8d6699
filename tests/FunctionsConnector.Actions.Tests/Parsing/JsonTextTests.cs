using FunctionsConnector.Actions.Parsing;

namespace FunctionsConnector.Actions.Tests.Parsing;

public class JsonTextTests
{
    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"a":1,"A":1,"aa":1}""", true)]
    [InlineData("""{"a":{"a":[{"a":1},{"a":2}]}}""", true)]
    [InlineData("""{"a":1,"b":2,"a":3}""", false)]
    [InlineData("""{"a":1,"b":2,"c":3,"b":3}""", false)]
    [InlineData("""{"x":{"a":1,"a":1}}""", false)]
    [InlineData("""{"x":[1,[{"y":1},{"a":1,"a":1}]]}""", false)]
    public void A_duplicate_name_is_found_at_any_depth(string json, bool eachOnce) =>
        JsonText.HasEachNameOnce(JsonElement.Parse(json)).ShouldBe(eachOnce);

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(200)]
    public void A_body_with_many_fields_is_accepted_and_its_duplicate_name_reported(int count)
    {
        var names = Enumerable.Range(0, count).Select(number => $"\"f{number}\":1").ToList();

        JsonText.HasEachNameOnce(Object(names)).ShouldBe(count == 16, "larger objects are left to Problem");
        JsonText.Problem(Object(names)).ShouldBeNull();
        JsonText.HasEachNameOnce(Object([.. names, names[0]])).ShouldBeFalse();
        JsonText.Problem(Object([.. names, names[0]]))!.Target.ShouldBe("f0");
    }

    private static JsonElement Object(IEnumerable<string> properties) => JsonElement.Parse($"{{{string.Join(",", properties)}}}");
}

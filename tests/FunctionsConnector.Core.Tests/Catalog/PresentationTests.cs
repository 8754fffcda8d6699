namespace FunctionsConnector.Core.Tests.Catalog;

public class PresentationTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("é 🎫 ﷽", "é 🎫 ﷽")]
    [InlineData("two\r\nlines\t\0\u001b[31m\u0085", "two??lines???[31m?")]
    [InlineData("\u202Edesrever\u2066\u200F\u061C\u2028\u2029", "?desrever?????")]
    public void Line_ends_and_direction_marks_are_replaced(string text, string expected) =>
        Presentation.OneLine(text, 100).ShouldBe(expected.Replace('?', '\uFFFD'));

    [Fact]
    public void A_lone_surrogate_is_replaced() => Presentation.OneLine("half \ud83d", 100).ShouldBe("half \uFFFD");

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "12345…")]
    [InlineData("1234🎫", 5, "1234…")]
    public void A_long_text_is_cut_between_characters(string text, int most, string expected) => Presentation.Shorten(text, most).ShouldBe(expected);
}

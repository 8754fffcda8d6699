using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class ErrorTextTests
{
    [Theory]
    [InlineData("""{"ID":0,"Message":"Username must be unique"}""", "Username must be unique")]
    [InlineData("""{"Message":"No."}""", "No.")]
    [InlineData("Name or serial number must be provided for asset records", "Name or serial number must be provided for asset records")]
    [InlineData("\"Quoted text\"", "Quoted text")]
    [InlineData("""Please try again later.[{"ID":1001,"Title":"A ticket nobody asked for"}]""", "Please try again later.")]
    [InlineData("""Please try again later.{"ID":7,"Message":"Slow down"}""", "Please try again later.|Slow down")]
    [InlineData("Odd [brackets {everywhere", "Odd [brackets {everywhere")]
    [InlineData("""[{"ID":0,"Message":"One"},{"ID":0,"Message":"Two"}]""", "One|Two")]
    [InlineData("<html><head><title>Service &amp; more</title></head><body>…</body></html>", "Service & more")]
    [InlineData("<html></html>", "")]
    [InlineData("", "")]
    [InlineData("  \r\n ", "")]
    [InlineData("{}", "")]
    [InlineData("\uFEFF{\"ID\":0,\"Message\":\"With a mark\"}", "With a mark")]
    [InlineData("Bad header Bearer eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln here", "Bad header Bearer (token) here")]
    [InlineData("two\nlines", "two lines")]
    public void Every_form_is_readable(string body, string expected) => string.Join('|', ErrorText.Read(body)).ShouldBe(expected);

    [Fact]
    public void A_long_text_is_cut() => ErrorText.Read(new string('x', 5000)).ShouldHaveSingleItem().Length.ShouldBeLessThan(1100);
}

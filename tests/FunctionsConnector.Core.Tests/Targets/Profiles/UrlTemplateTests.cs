using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Tests.Targets.Profiles;

/// <summary>A value of a caller or a vendor stays in its place of a URL.</summary>
public class UrlTemplateTests
{
    private static readonly Uri Base = new("https://library.example/api/");

    [Theory]
    [InlineData("7", "https://library.example/api/v1/books/7?expand=7")]
    [InlineData("a/b", "https://library.example/api/v1/books/a%2Fb?expand=a%2Fb")]
    [InlineData("a?b#c", "https://library.example/api/v1/books/a%3Fb%23c?expand=a%3Fb%23c")]
    [InlineData("a&b=c", "https://library.example/api/v1/books/a%26b%3Dc?expand=a%26b%3Dc")]
    [InlineData("a\r\nHost: evil", "https://library.example/api/v1/books/a%0D%0AHost%3A%20evil?expand=a%0D%0AHost%3A%20evil")]
    [InlineData("../../admin", "https://library.example/api/v1/books/..%2F..%2Fadmin?expand=..%2F..%2Fadmin")]
    [InlineData("%2e%2e", "https://library.example/api/v1/books/%252e%252e?expand=%252e%252e")]
    [InlineData("//evil.example/", "https://library.example/api/v1/books/%2F%2Fevil.example%2F?expand=%2F%2Fevil.example%2F")]
    [InlineData("..", null)]
    [InlineData(".", null)]
    public void A_value_cannot_leave_its_place(string value, string? url) =>
        (UrlTemplate.Parse("v1/books/{id}?expand={id}").Template!.Expand(Base, _ => value)?.AbsoluteUri).ShouldBe(url);

    [Fact]
    public void Without_a_value_there_is_no_url() => UrlTemplate.Parse("v1/{id}").Template!.Expand(Base, _ => null).ShouldBeNull();
}

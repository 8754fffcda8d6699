using System.Buffers.Text;
using FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class TokenTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("eyJh.eyJi.c2ln")]
    [InlineData("  eyJh.eyJi.c2ln\r\n")]
    [InlineData("\"eyJh.eyJi.c2ln\"")]
    [InlineData("""{"Token":"eyJh.eyJi.c2ln"}""")]
    [InlineData("""{"token":"eyJh.eyJi.c2ln","other":1}""")]
    [InlineData("\uFEFFeyJh.eyJi.c2ln")]
    public void A_token_is_read_as_text_quoted_or_wrapped(string body) => TokenText.Read(body, Now)!.Text.ShouldBe("eyJh.eyJi.c2ln");

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("Invalid username or password.")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("""{"Token":null}""")]
    [InlineData("{broken")]
    [InlineData("eyJh\r\nX-Injected: yes")]
    public void Any_other_text_is_no_token(string body) => TokenText.Read(body, Now).ShouldBeNull();

    [Theory]
    [InlineData(24 * 60, (24 * 60) - 5)]
    [InlineData(60, 55)]
    [InlineData(3, 1)]
    [InlineData(-60, 1)]
    public void A_token_is_used_until_a_margin_before_it_expires(int expiresInMinutes, int usableMinutes)
    {
        var claims = $$"""{"unique_name":"someone","iss":"TD","exp":{{Now.AddMinutes(expiresInMinutes).ToUnixTimeSeconds()}}}""";
        var token = $"eyJh.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";

        TokenText.Read(token, Now)!.UsableFor.ShouldBe(TimeSpan.FromMinutes(usableMinutes));
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("eyJh.eyJi.c2ln")]
    public void A_token_without_an_expiry_has_the_documented_lifetime(string token) =>
        TokenText.Read(token, Now)!.UsableFor.ShouldBe(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(5));
}

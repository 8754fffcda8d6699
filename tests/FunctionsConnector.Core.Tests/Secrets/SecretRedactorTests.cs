using System.Text.Encodings.Web;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Tests.Secrets;

public class SecretRedactorTests
{
    /// <summary>Has characters that each encoding changes; its base64 has both characters that the URL alphabet replaces.</summary>
    private const string Secret = "p@ss\"w/ö ~?r~>d\\7+";

    private static readonly JsonSerializerOptions AsReplies = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SecretRedactor _redactor = new();

    public SecretRedactorTests() => _redactor.Register("password", Secret);

    public static TheoryData<string> Encodings =>
    [
        Secret,
        Secret.ToUpperInvariant(),
        Uri.EscapeDataString(Secret),
        Uri.EscapeDataString(Secret).ToLowerInvariant(),
        Uri.EscapeDataString(Secret).Replace("%20", "+", StringComparison.Ordinal),
        JsonEncodedText.Encode(Secret).ToString(),
        Base64(Secret),
        Base64($"a{Secret}b"),
        Base64($"ab{Secret}c"),
        Base64($"abc{Secret}"),
        Base64(Secret).Replace('+', '-').Replace('/', '_').TrimEnd('='),
    ];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_secret_is_redacted_in_every_encoding(string form)
    {
        var redacted = _redactor.Redact($"before {form} after");

        redacted.ShouldContain(SecretRedactor.Mask);
        redacted.ShouldStartWith("before ");
        redacted.ShouldEndWith(" after");
        redacted.Length.ShouldBeLessThan("before  after".Length + 16, redacted);
    }

    [Fact]
    public void A_secret_stored_with_a_line_end_is_redacted_without_it()
    {
        _redactor.Register("from a file", "stored-from-a-file\r\n");

        _redactor.Redact("before stored-from-a-file after").ShouldBe("before *** after");
        _redactor.Redact($"before {Base64("user:stored-from-a-file")} after").ShouldContain("***");
    }

    public static TheoryData<string> EncodingsFromTheirBeginning =>
        [Secret, Secret.ToUpperInvariant(), Uri.EscapeDataString(Secret), JsonEncodedText.Encode(Secret).ToString(), Base64(Secret)];

    [Theory]
    [MemberData(nameof(EncodingsFromTheirBeginning))]
    public void The_beginning_of_a_secret_is_redacted_in_a_shortened_text(string form)
    {
        for (var shown = SecretRedactor.MinLength; shown < form.Length; shown++)
        {
            var text = Presentation.Shorten($"before {form}", "before ".Length + shown);

            _redactor.Redact($"'{text}' after").ShouldStartWith("'before ***", customMessage: text);
            _redactor.Redact($"'{text}' after").ShouldEndWith("…' after", customMessage: text);
            JsonElement.Parse(_redactor.RedactJson(JsonSerializer.SerializeToUtf8Bytes(text, AsReplies)).Span).GetString()!.ShouldStartWith("before ***", customMessage: text);
        }
    }

    [Theory]
    [InlineData("before p@ss")]
    [InlineData("p@ss\"w, which is all there is…")]
    [InlineData("…p@ss\"w/")]
    [InlineData("… … …")]
    public void A_text_that_resembles_the_beginning_of_a_secret_stays(string text) => _redactor.Redact(text).ShouldBeSameAs(text);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_secret_is_redacted_in_JSON_which_stays_valid(string form)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?> { ["a"] = new[] { $"x\n{form}", "y" }, ["n"] = null }, AsReplies);

        var redacted = JsonElement.Parse(_redactor.RedactJson(json).Span);

        redacted.GetProperty("a")[0].GetString()!.ShouldStartWith($"x\n");
        redacted.GetProperty("a")[0].GetString()!.ShouldContain(SecretRedactor.Mask);
        redacted.GetProperty("a")[1].GetString().ShouldBe("y");
    }

    [Theory]
    [InlineData("""{"message":"The message of message."}""", """{"message":"The *** of ***."}""")]
    [InlineData("""{"values":{"a message":"5"},"fields":[{"message":1}]}""", """{"values":{"a ***":"5"},"fields":[{"message":1}]}""")]
    [InlineData("""{"schema":{"properties":{"a message":{"message":"x"}}}}""", """{"schema":{"properties":{"a ***":{"message":"x"}}}}""")]
    public void A_secret_does_not_change_the_connectors_names_of_properties_and_is_redacted_in_names_of_fields(string json, string redacted)
    {
        _redactor.Register("user", "message");

        Encoding.UTF8.GetString(_redactor.RedactJson(Encoding.UTF8.GetBytes(json)).Span).ShouldBe(redacted);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5000)]
    public void A_secret_at_the_end_of_JSON_of_any_length_is_redacted(int length)
    {
        const string Known = "nine-lives";
        _redactor.Register("other", Known);
        var json = $$"""{"a":"{{Known.PadLeft(length - 8, 'x')}}"}""";

        Encoding.UTF8.GetString(_redactor.RedactJson(Encoding.UTF8.GetBytes(json)).Span).ShouldBe(json.Replace(Known, SecretRedactor.Mask, StringComparison.Ordinal));
    }

    [Fact]
    public void An_escape_before_a_secret_stays_intact()
    {
        _redactor.Register("other", "nine-lives");

        JsonElement.Parse(_redactor.RedactJson("""{"a":"cat\nine-lives and nine-lives"}"""u8.ToArray()).Span).GetProperty("a").GetString().ShouldBe("cat\nine-lives and ***");
    }

    [Fact]
    public void A_text_without_a_secret_is_unchanged()
    {
        const string Text = "nothing to see";
        var json = """{"a":"b"}"""u8.ToArray().AsMemory();

        _redactor.Redact(Text).ShouldBeSameAs(Text);
        _redactor.RedactJson(json).ShouldBe(json);
    }

    [Fact]
    public void Only_the_last_three_values_of_a_rotated_secret_are_redacted()
    {
        for (var version = 0; version < 10; version++)
        {
            _redactor.Register("rotating", $"version-{version}");
        }

        _redactor.Redact("version-9 version-8 version-7 version-6").ShouldBe("*** *** *** version-6");
    }

    [Fact]
    public void A_too_short_secret_is_not_redacted()
    {
        _redactor.Register("short", "Title");

        _redactor.Redact("Title").ShouldBe("Title");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Tests.Secrets;

public class KnownSecretsTests
{
    /// <summary>Has what each form writes in its own way; its base64 has both characters that the alphabet for URLs replaces.</summary>
    private const string Secret = "p@ss\"w/ö ~?r~>d\\7+";

    private static readonly JsonSerializerOptions AsReplies = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly KnownSecrets _known = new();

    public KnownSecretsTests() => _known.Learn("password", Secret);

    public static TheoryData<string> Forms =>
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
    [MemberData(nameof(Forms))]
    public void A_secret_is_hidden_in_each_of_its_forms(string form)
    {
        var hidden = _known.Hide($"before {form} after");

        hidden.ShouldContain(KnownSecrets.Mask);
        hidden.ShouldStartWith("before ");
        hidden.ShouldEndWith(" after");
        hidden.Length.ShouldBeLessThan("before  after".Length + 16, hidden);
    }

    [Fact]
    public void A_secret_that_was_stored_with_a_line_end_is_hidden_where_it_is_said_without_it()
    {
        _known.Learn("from a file", "stored-from-a-file\r\n");

        _known.Hide("before stored-from-a-file after").ShouldBe("before *** after");
        _known.Hide($"before {Base64("user:stored-from-a-file")} after").ShouldContain("***");
    }

    public static TheoryData<string> FormsFromTheirBeginning =>
        [Secret, Secret.ToUpperInvariant(), Uri.EscapeDataString(Secret), JsonEncodedText.Encode(Secret).ToString(), Base64(Secret)];

    [Theory]
    [MemberData(nameof(FormsFromTheirBeginning))]
    public void The_beginning_of_a_secret_is_hidden_where_a_text_was_shortened_in_it(string form)
    {
        for (var shown = KnownSecrets.Shortest; shown < form.Length; shown++)
        {
            var text = Presentation.Shorten($"before {form}", "before ".Length + shown);

            _known.Hide($"'{text}' after").ShouldStartWith("'before ***", customMessage: text);
            _known.Hide($"'{text}' after").ShouldEndWith("…' after", customMessage: text);
            JsonElement.Parse(_known.HideIn(JsonSerializer.SerializeToUtf8Bytes(text, AsReplies)).Span).GetString()!.ShouldStartWith("before ***", customMessage: text);
        }
    }

    [Theory]
    [InlineData("before p@ss")]
    [InlineData("p@ss\"w, which is all there is…")]
    [InlineData("…p@ss\"w/")]
    [InlineData("… … …")]
    public void What_only_looks_like_the_beginning_of_a_secret_stays(string text) => _known.Hide(text).ShouldBeSameAs(text);

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_hidden_in_JSON_which_stays_JSON(string form)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?> { ["a"] = new[] { $"x\n{form}", "y" }, [form] = 5, ["n"] = null }, AsReplies);

        var hidden = JsonElement.Parse(_known.HideIn(json).Span);

        hidden.GetProperty("a")[0].GetString()!.ShouldStartWith($"x\n");
        hidden.GetProperty("a")[0].GetString()!.ShouldContain(KnownSecrets.Mask);
        hidden.GetProperty("a")[1].GetString().ShouldBe("y");
        hidden.EnumerateObject().ElementAt(1).Name.ShouldContain(KnownSecrets.Mask);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5000)]
    public void A_secret_at_the_end_of_JSON_of_any_length_is_hidden(int length)
    {
        const string Known = "nine-lives";
        _known.Learn("other", Known);
        var json = $$"""{"a":"{{Known.PadLeft(length - 8, 'x')}}"}""";

        Encoding.UTF8.GetString(_known.HideIn(Encoding.UTF8.GetBytes(json)).Span).ShouldBe(json.Replace(Known, KnownSecrets.Mask, StringComparison.Ordinal));
    }

    [Fact]
    public void An_escape_before_a_secret_stays_whole()
    {
        _known.Learn("other", "nine-lives");

        JsonElement.Parse(_known.HideIn("""{"a":"cat\nine-lives and nine-lives"}"""u8.ToArray()).Span).GetProperty("a").GetString().ShouldBe("cat\nine-lives and ***");
    }

    [Fact]
    public void What_has_no_secret_in_it_is_left_alone()
    {
        const string Text = "nothing to see";
        var json = """{"a":"b"}"""u8.ToArray().AsMemory();

        _known.Hide(Text).ShouldBeSameAs(Text);
        _known.HideIn(json).ShouldBe(json);
    }

    [Fact]
    public void The_one_before_a_rotation_stays_hidden_and_those_long_past_do_not_pile_up()
    {
        for (var version = 0; version < 10; version++)
        {
            _known.Learn("rotating", $"version-{version}");
        }

        _known.Hide("version-9 version-8 version-7 version-6").ShouldBe("*** *** *** version-6");
    }

    [Fact]
    public void A_text_too_short_to_be_a_secret_is_not_looked_for()
    {
        _known.Learn("short", "Title");

        _known.Hide("Title").ShouldBe("Title");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

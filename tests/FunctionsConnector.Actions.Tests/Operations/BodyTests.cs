using System.Net.Http.Headers;

namespace FunctionsConnector.Actions.Tests.Operations;

public sealed class BodyTests(ConnectorFixture connector)
{
    private const string OneField = $"{ConnectorFixture.Record}/50/field";
    private const string Fields = $"{ConnectorFixture.Record}/50";

    [Theory]
    [InlineData("", "no body")]
    [InlineData("  \n", "no body")]
    [InlineData("[]", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("\"x\"", "JSON object")]
    [InlineData("{", "not JSON")]
    [InlineData("{'field':'title'}", "not JSON")]
    [InlineData("""{"field":"title","value":1,}""", "not JSON")]
    [InlineData("""{"field":"title","value":1} {}""", "not JSON")]
    [InlineData("""{"field":"title"/**/}""", "not JSON")]
    [InlineData("""{"field":"title","value":"x","colour":"red"}""", "'colour'")]
    [InlineData("""{"field":"title","Value":"x"}""", "'Value'")]
    [InlineData("""{"field":"title","value":"x","field":"status"}""", "'field' twice")]
    [InlineData("""{"field":"title","value":"x","\u0066ield":"status"}""", "'field' twice")]
    [InlineData("""{"field":"title","value":"\ud800"}""", "half a character")]
    [InlineData("""{"field":"title","value":["\udc00 x"]}""", "half a character")]
    [InlineData("""{"field":"title","value":"x","onlyIf":{"\ud800":"x"}}""", "half a character")]
    [InlineData("""{"field":"title"}""", "'value' is missing")]
    [InlineData("""{"field":"title","value":""}""", "blank")]
    [InlineData("""{"field":"title","value":null}""", "null")]
    [InlineData("""{"field":"title","clear":false}""", "'value' is missing")]
    [InlineData("""{"field":"title","value":"x","clear":true}""", "exclude each other")]
    [InlineData("""{"field":"title","value":false,"clear":"TRUE"}""", "exclude each other")]
    [InlineData("""{"value":"x"}""", "'field' is missing")]
    [InlineData("""{"field":"","value":"x"}""", "'field' is missing")]
    [InlineData("""{"field":7,"value":"x"}""", "'field' must be")]
    [InlineData("""{"field":"title","value":"x","verify":"yes"}""", "'verify' must be")]
    [InlineData("""{"field":"title","value":"x","verify":1}""", "'verify' must be")]
    [InlineData("""{"field":"title","value":"x","clear":[]}""", "'clear' must be")]
    [InlineData("""{"field":"title","value":"x","failureMode":"quiet"}""", "'failureMode' must be")]
    [InlineData("""{"field":"title","value":"x","failureMode":true}""", "'failureMode' must be")]
    [InlineData("""{"field":"title","value":"x","onlyIf":["status"]}""", "'onlyIf' must be")]
    [InlineData("""{"field":"title","value":"x","onlyIf":"status"}""", "'onlyIf' must be")]
    public async Task An_invalid_body_for_one_field_is_refused(string body, string why)
    {
        var reply = await connector.SendAsync("PATCH", OneField, body);

        (reply.Status, reply.Code).ShouldBe((400, "InvalidRequest"));
        reply.Message.ShouldContain(why);
        connector.Alpha.Values("50")["title"].ShouldBe("Printer");
    }

    [Theory]
    [InlineData("{}", "names no change")]
    [InlineData("""{"fields":{}}""", "names no change")]
    [InlineData("""{"fields":{"title":""},"fieldsToClear":[""]}""", "names no change")]
    [InlineData("""{"fields":null,"fieldsToClear":null}""", "names no change")]
    [InlineData("""{"fields":["title"]}""", "'fields' must be")]
    [InlineData("""{"fields":{"title":"x","title":"y"}}""", "'title' twice")]
    [InlineData("""{"fields":{"title":"x","Title":"y"}}""", "second time")]
    [InlineData("""{"fields":{"hours":1},"fieldsToClear":["hours"]}""", "not both")]
    [InlineData("""{"fields":{"hours":1},"fieldsToClear":["HOURS"]}""", "second time")]
    [InlineData("""{"fields":{"hours":1},"fieldsToClear":[7]}""", "'fieldsToClear' must be")]
    [InlineData("""{"fields":{"hours":1},"fieldsToClear":{"x":1}}""", "'fieldsToClear' must be")]
    [InlineData("""{"field":"hours","value":1}""", "'field'")]
    public async Task An_invalid_body_for_several_fields_is_refused(string body, string why)
    {
        foreach (var (method, path) in new[] { ("PATCH", Fields), ("POST", $"{Fields}/preview") })
        {
            var reply = await connector.SendAsync(method, path, body);

            (reply.Status, reply.Code).ShouldBe((400, "InvalidRequest"));
            reply.Message.ShouldContain(why);
        }
    }

    [Fact]
    public async Task Nesting_has_a_limit()
    {
        var reply = await connector.SendAsync("PATCH", OneField, $$"""{"field":"title","value":{{new string('[', 5000)}}""");

        (reply.Status, reply.Message).ShouldBe((400, "The body is not JSON, or is nested more than 32 deep, at line 1, byte 57."));
    }

    [Fact]
    public async Task An_unknown_property_returns_the_known_ones() =>
        (await connector.SendAsync("PATCH", OneField, """{"name":"x"}""")).Message.ShouldContain("field, value, clear, onlyIf, verify, failureMode");

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("Application/JSON; charset=UTF-8", 200)]
    [InlineData("application/json;charset=iso-8859-1", 200)]
    [InlineData("text/plain", 415)]
    [InlineData("application/merge-patch+json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData(null, 415)]
    public async Task A_body_must_be_json(string? contentType, int status)
    {
        var content = new ByteArrayContent("""{"field":"title","value":"Typed"}"""u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        var reply = await connector.SendAsync("PATCH", $"{ConnectorFixture.Record}/51/field", configure: request => request.Content = content);

        reply.Status.ShouldBe(status);
        if (status == 415)
        {
            reply.Code.ShouldBe("UnsupportedMediaType");
        }
    }

    [Fact]
    public async Task A_byte_order_mark_is_accepted() =>
        (await connector.SendAsync("PATCH", $"{ConnectorFixture.Record}/52/field", "\uFEFF{\"field\":\"title\",\"value\":\"Marked\"}")).Status.ShouldBe(200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_a_megabyte_is_refused_with_and_without_a_length(bool chunked)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"field":"title","value":"{{new string('x', 3 * 1024 * 1024)}}"}""");

        var reply = await connector.SendAsync("PATCH", OneField, configure: request =>
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            request.Headers.TransferEncodingChunked = chunked;
        });

        (reply.Status, reply.Code).ShouldBe((413, "PayloadTooLarge"));
    }

    [Fact]
    public async Task A_chunked_body_is_read() =>
        (await connector.SendAsync(
            "PATCH",
            $"{ConnectorFixture.Record}/53/field",
            """{"field":"title","value":"Chunked"}""",
            configure: request => request.Headers.TransferEncodingChunked = true)).Status.ShouldBe(200);
}

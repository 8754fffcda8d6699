using FunctionsConnector.Server.Logs.Lines;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.Actions.Tests.Logs.Lines;

public sealed class JsonLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 21, 15, 30, 0, 123, TimeSpan.FromHours(1));

    [Fact]
    public void A_line_has_time_level_category_and_message()
    {
        var line = Line("It is so.", exception: null);

        line.GetRawText().ShouldBe(
            """{"Timestamp":"2026-03-21T14:30:00.123Z","EventId":7,"LogLevel":"Warning","Category":"Tests","Message":"It is so.","State":{}}""");
    }

    [Fact]
    public void Values_are_found_by_their_names_and_keep_their_types()
    {
        var state = Line(
            "…",
            exception: null,
            new("Text", "a"),
            new("Whole", 1),
            new("Long", 2L),
            new("Flag", true),
            new("Nothing", null),
            new("Other", 1.5m),
            new("{OriginalFormat}", "never repeated")).GetProperty("State");

        state.GetRawText().ShouldBe("""{"Text":"a","Whole":1,"Long":2,"Flag":true,"Nothing":null,"Other":"1.5"}""");
    }

    [Fact]
    public void An_exception_is_logged_with_its_type()
    {
        var line = Line("Broke", new InvalidOperationException("a bug"));

        line.GetProperty("Exception").GetString().ShouldStartWith("System.InvalidOperationException: a bug");
    }

    [Fact]
    public void A_line_end_in_a_text_does_not_begin_another_line()
    {
        var text = Text("one\ntwo", exception: null);

        text.ShouldEndWith("}\n");
        text.TrimEnd('\n').ShouldNotContain('\n', "a caller's text could pass for another line");
    }

    private static JsonElement Line(string message, Exception? exception, params KeyValuePair<string, object?>[] values) =>
        JsonElement.Parse(Text(message, exception, values));

    private static string Text(string message, Exception? exception, params KeyValuePair<string, object?>[] values) =>
        Encoding.UTF8.GetString(JsonLine.Of(Now, LogLevel.Warning, "Tests", new EventId(7), message, exception, values));
}

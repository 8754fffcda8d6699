using System.Diagnostics;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Tests.Updates.Resolving;

public class ValueConverterTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData(FieldType.Text, "\"hello\"", "hello")]
    [InlineData(FieldType.Text, "5", "5")]
    [InlineData(FieldType.Text, "true", "true")]
    [InlineData(FieldType.Integer, "5", "5")]
    [InlineData(FieldType.Integer, "\"5\"", "5")]
    [InlineData(FieldType.Integer, "5.0", "5")]
    [InlineData(FieldType.Integer, "\"-17\"", "-17")]
    [InlineData(FieldType.Integer, "true", "1")]
    [InlineData(FieldType.Integer, "\"False\"", "0")]
    [InlineData(FieldType.Decimal, "2.50", "2.5")]
    [InlineData(FieldType.Decimal, "\"1e3\"", "1000")]
    [InlineData(FieldType.Boolean, "true", "true")]
    [InlineData(FieldType.Boolean, "\"FALSE\"", "false")]
    [InlineData(FieldType.Boolean, "1", "true")]
    [InlineData(FieldType.Boolean, "\"no\"", "false")]
    [InlineData(FieldType.DateTime, "\"2026-03-21T14:30:00Z\"", "2026-03-21T14:30:00Z")]
    [InlineData(FieldType.DateTime, "\"2026-03-21T14:30:00.0000000Z\"", "2026-03-21T14:30:00Z")]
    [InlineData(FieldType.DateTime, "\"2026-03-21T14:30:00+02:00\"", "2026-03-21T12:30:00Z")]
    [InlineData(FieldType.DateTime, "\"2026-03-21T14:30\"", "2026-03-21T18:30:00Z")]
    [InlineData(FieldType.DateTime, "\"2026-01-21\"", "2026-01-21T05:00:00Z")]
    [InlineData(FieldType.Date, "\"2026-03-21\"", "2026-03-21")]
    [InlineData(FieldType.Guid, "\"{A1B2C3D4-0000-1111-2222-333344445555}\"", "a1b2c3d4-0000-1111-2222-333344445555")]
    public void A_value_becomes_the_canonical_text_of_its_fields_type(FieldType type, string json, string expected) =>
        Convert(new Field("f", "F", type), json).ShouldBe(ConvertedValue.Of(expected));

    [Theory]
    [InlineData(FieldType.Integer, "\"five\"")]
    [InlineData(FieldType.Integer, "5.5")]
    [InlineData(FieldType.Integer, "1e400")]
    [InlineData(FieldType.Integer, "99999999999999999999")]
    [InlineData(FieldType.Integer, "\"1,000\"")]
    [InlineData(FieldType.Integer, "[5]")]
    [InlineData(FieldType.Decimal, "\"0x1F\"")]
    [InlineData(FieldType.Boolean, "\"maybe\"")]
    [InlineData(FieldType.Boolean, "2")]
    [InlineData(FieldType.DateTime, "\"tomorrow\"")]
    [InlineData(FieldType.DateTime, "\"21.03.2026\"")]
    [InlineData(FieldType.DateTime, "\"2026-02-30\"")]
    [InlineData(FieldType.Guid, "\"not-a-guid\"")]
    [InlineData(FieldType.Guid, "\"0xa1b2c3-0000-1111-2222-333344445555\"")]
    [InlineData(FieldType.Guid, "\"+a1b2c3d-0000-1111-2222-333344445555\"")]
    [InlineData(FieldType.Text, "{}")]
    [InlineData(FieldType.Text, "\"nul\\u0000\"")]
    public void A_value_that_is_not_of_its_fields_type_is_refused_and_the_field_is_named(FieldType type, string json)
    {
        var (_, problem) = Convert(new Field("dueDateTime", "Due Date", type), json);

        problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ValueInvalid);
        problem.Target.ShouldBe("dueDateTime");
        problem.Message.ShouldContain("Due Date");
    }

    [Fact]
    public void A_text_of_the_maximum_length_is_accepted_and_a_longer_one_is_not()
    {
        var title = new Field("title", "Title", FieldType.Text) { MaxLength = 5 };

        Convert(title, "\"12345\"").Text.ShouldBe("12345");
        Convert(title, "\"123456\"").Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ValueTooLong);
    }

    [Theory]
    [InlineData("\"Red, Blue\"", "1,2")]
    [InlineData("[\"red\",2]", "1,2")]
    [InlineData("\"Green, dark\"", "3")]
    [InlineData("[\"Green, dark\",\"1\",\"Red\"]", "3,1")]
    public void Several_choices_come_as_a_list_or_as_text_with_commas(string json, string expected) =>
        Convert(Colours, json).ShouldBe(ConvertedValue.Of(expected));

    /// <summary>The searches through the choices that were made before took 22 s for 120,000 ids.</summary>
    [Fact]
    public void A_list_as_long_as_allowed_is_resolved_without_a_search_through_all_choices_for_each_value()
    {
        var choices = Enumerable.Range(1, 200_000).Select(id => new Choice($"{id}", $"Choice {id}")).ToList();
        var field = Colours with { Choices = choices };
        var ids = Enumerable.Range(199_001, ValueConverter.MostValues).ToList();
        var watch = Stopwatch.StartNew();

        var (text, problem) = Convert(field, JsonSerializer.Serialize(ids.Select(id => $"choice {id}")));
        var display = Presentation.Display(field, text);

        problem.ShouldBeNull();
        text.ShouldBe(string.Join(',', ids));
        display!.ShouldEndWith("Choice 200000");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_longer_list_is_refused_and_the_limit_is_named(bool asText)
    {
        var ids = string.Join(',', Enumerable.Repeat("1", 120_000));

        var (_, problem) = Convert(Colours, asText ? $"\"{ids}\"" : $"[{ids}]");

        problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ValueInvalid);
        problem.Message.ShouldContain("a list of 120000 values; at most 1000 are taken");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\" , \"")]
    [InlineData("[null]")]
    public void An_empty_list_is_refused_and_does_not_clear(string json) =>
        Convert(Colours, json).Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ValueInvalid);

    [Fact]
    public void One_unknown_choice_refuses_the_whole_list() =>
        Convert(Colours, "[\"Red\",\"Mauve\"]").Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceNotFound);

    private static Field Colours { get; } = new("colours", "Colours", FieldType.Text)
    {
        AllowsMultiple = true,
        Choices = [new Choice("1", "Red"), new Choice("2", "Blue"), new Choice("3", "Green, dark")],
    };

    [Theory]
    [InlineData("2026-03-08T02:30:00")]
    [InlineData("2026-11-01T01:30")]
    public void A_time_that_is_ambiguous_or_missing_in_the_zone_is_refused(string time)
    {
        var field = new Field("dueDateTime", "Due Date", FieldType.DateTime);

        Convert(field, $"\"{time}\"").Problem.ShouldNotBeNull().Message.ShouldContain("America/New_York has twice or not at all");
        Convert(field, $"\"{time}-05:00\"").Problem.ShouldBeNull("with an offset it is one instant");
        Convert(field with { Type = FieldType.Date }, $"\"{time}\"").Text.ShouldBe(time[..10], "its day is certain");
    }

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-24", "the clocks go from 24:00 to 1:00")]
    [InlineData("Africa/Cairo", "2026-04-24T00:00:00", "the clocks go from 24:00 to 1:00")]
    [InlineData("America/Havana", "2026-11-01", "the clocks go from 1:00 back to 0:00")]
    public void A_midnight_that_is_ambiguous_or_missing_in_the_zone_is_refused(string zone, string time, string because)
    {
        using var document = JsonDocument.Parse($"\"{time}\"");
        var converter = new ValueConverter(TimeZoneInfo.FindSystemTimeZoneById(zone));

        converter.Convert(new Field("dueDateTime", "Due Date", FieldType.DateTime), document.RootElement, parent: null, isCondition: false)
            .Problem.ShouldNotBeNull(because).Message.ShouldContain("twice or not at all");
        converter.Convert(new Field("day", "Day", FieldType.Date), document.RootElement, parent: null, isCondition: false).Text.ShouldBe(time[..10]);
    }

    private static ConvertedValue Convert(Field field, string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ValueConverter(NewYork).Convert(field, document.RootElement, parent: null, isCondition: false);
    }
}

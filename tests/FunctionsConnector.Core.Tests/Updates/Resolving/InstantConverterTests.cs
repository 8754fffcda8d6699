using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Tests.Updates.Resolving;

public class InstantConverterTests
{
    private static readonly Field Day = new("endDate", "End Date", FieldType.Date);
    private static readonly Field Either = new("endDateTime", "End", FieldType.DateTime) { TakesDays = true };

    [Theory]
    [InlineData("America/New_York", "2026-03-21T01:00:00Z", "2026-03-20", true)]
    [InlineData("America/New_York", "2026-03-21T01:00:00+13:00", "2026-03-20", true)]
    [InlineData("Pacific/Apia", "2026-03-20T23:00:00Z", "2026-03-21", true)]
    [InlineData("America/New_York", "2026-03-21", "2026-03-21", false)]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30", false)]
    [InlineData("America/New_York", "2026-03-21T00:00:00", "2026-03-21", false)]
    [InlineData("America/New_York", "2026-03-21T23:59", "2026-03-21", true)]
    [InlineData("America/New_York", "9999-12-31", "9999-12-31", false)]
    [InlineData("America/New_York", "9999-12-31T00:00:00Z", "9999-12-31", true)]
    public void A_day_is_taken_as_it_stands_and_of_an_instant_with_a_warning(string zone, string text, string day, bool isWarned)
    {
        var converted = new InstantConverter(TimeZoneInfo.FindSystemTimeZoneById(zone)).ToDay(Day, text);

        converted.Problem.ShouldBeNull();
        converted.Text.ShouldBe(day);
        (converted.Warning?.Contains(zone, StringComparison.Ordinal) is true).ShouldBe(isWarned);
    }

    [Theory]
    [InlineData("03/21/2026")]
    [InlineData("2026-02-30")]
    [InlineData("21.03.2026")]
    public void A_text_that_is_no_day_is_refused(string text) =>
        new InstantConverter(TimeZoneInfo.Utc).ToDay(Day, text).Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ValueInvalid);

    [Theory]
    [InlineData("2026-03-21", "2026-03-21")]
    [InlineData("2026-03-21T00:00", "2026-03-21T04:00:00Z")]
    [InlineData("2026-03-21T14:30:00Z", "2026-03-21T14:30:00Z")]
    public void A_field_that_takes_both_takes_a_date_as_a_day(string text, string expected) =>
        new InstantConverter(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).ToInstant(Either, text).Text.ShouldBe(expected);
}

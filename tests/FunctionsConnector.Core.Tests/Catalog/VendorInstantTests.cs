namespace FunctionsConnector.Core.Tests.Catalog;

public class VendorInstantTests
{
    [Theory]
    [InlineData("2026-12-24T10:00:00Z", "2026-12-24T10:00:00Z")]
    [InlineData("2026-12-24T10:00:00", "2026-12-24T10:00:00Z")]
    [InlineData("2026-12-24T10:00:00.1234567891Z", "2026-12-24T10:00:00.1234567Z")]
    [InlineData("2026-12-24T12:00:00.0000000000+02:00", "2026-12-24T10:00:00Z")]
    [InlineData("2026-12-24T10:00:00.1234567891", "2026-12-24T10:00:00.1234567Z")]
    [InlineData("20261224T100000Z", "2026-12-24T10:00:00Z")]
    [InlineData("20261224T100000", "2026-12-24T10:00:00Z")]
    [InlineData("20261224T120000+0200", "2026-12-24T10:00:00Z")]
    [InlineData("/Date(1798106400000)/", "2026-12-24T10:00:00Z")]
    [InlineData("/Date(1798106400000+0200)/", "2026-12-24T10:00:00Z")]
    public void A_form_that_means_one_instant_is_read(string text, string expected)
    {
        VendorInstant.TryRead(text, TimeZoneInfo.Utc, out var instant).ShouldBeTrue();
        CanonicalText.From(instant).ShouldBe(expected);
    }

    [Theory]
    [InlineData("12/24/2026 10:00:00")]
    [InlineData("24.12.2026 10:00")]
    [InlineData("/Date(99999999999999999)/")]
    [InlineData("/Date(999999999999999)/")]
    [InlineData("/Date()/")]
    [InlineData("1798106400")]
    [InlineData("Thursday")]
    [InlineData("")]
    public void A_form_that_may_mean_several_is_not(string text) =>
        VendorInstant.TryRead(text, TimeZoneInfo.Utc, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2026-07-01T10:00:00", "2026-07-01T14:00:00Z")]
    [InlineData("20260701T100000", "2026-07-01T14:00:00Z")]
    [InlineData("2026-07-01T10:00:00Z", "2026-07-01T10:00:00Z")]
    [InlineData("2026-11-01T01:30:00", null)]
    public void A_time_without_an_offset_is_in_the_zone_unless_that_has_it_twice(string text, string? expected)
    {
        var isRead = VendorInstant.TryRead(text, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), out var instant);

        (isRead ? CanonicalText.From(instant) : null).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-11-01T01:30:00", "America/New_York", "2026-11-01")]
    [InlineData("2026-11-01T03:00:00Z", "America/New_York", "2026-10-31")]
    [InlineData("9999-12-31T00:00:00Z", "America/New_York", "9999-12-31")]
    [InlineData("9999-12-31T23:59:59Z", "Pacific/Apia", "9999-12-31")]
    public void A_day_is_the_date_that_is_shown_or_the_day_in_the_zone(string text, string zone, string expected)
    {
        VendorInstant.TryReadDay(text, TimeZoneInfo.FindSystemTimeZoneById(zone), out var day).ShouldBeTrue();
        CanonicalText.From(day).ShouldBe(expected);
    }
}

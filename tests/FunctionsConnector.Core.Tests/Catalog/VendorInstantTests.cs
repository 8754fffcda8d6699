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
        VendorInstant.TryRead(text, out var instant).ShouldBeTrue();
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
        VendorInstant.TryRead(text, out _).ShouldBeFalse();
}

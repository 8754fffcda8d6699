namespace FunctionsConnector.Core.Tests.Catalog;

public class ValueComparisonTests
{
    [Theory]
    [InlineData(FieldType.Integer, "6514", "6514.0", ValueMatch.Same)]
    [InlineData(FieldType.Integer, "6514", "6515", ValueMatch.Different)]
    [InlineData(FieldType.Decimal, "2.5", "2.50", ValueMatch.Same)]
    [InlineData(FieldType.Decimal, "12.3456", "12.35", ValueMatch.Adjusted)]
    [InlineData(FieldType.Decimal, "0.33333333", "0.3333", ValueMatch.Adjusted)]
    [InlineData(FieldType.Decimal, "12.34", "12.3", ValueMatch.Different)]
    [InlineData(FieldType.Decimal, "12.999", "13", ValueMatch.Adjusted)]
    [InlineData(FieldType.Decimal, "12.35", "12.3456", ValueMatch.Different)]
    [InlineData(FieldType.Decimal, "12.3456", "12.34", ValueMatch.Different)]
    [InlineData(FieldType.Decimal, "3.5", "4", ValueMatch.Different)]
    [InlineData(FieldType.DateTime, "2026-03-21T14:30:00Z", "2026-03-21T14:30:00.9Z", ValueMatch.Equivalent)]
    [InlineData(FieldType.DateTime, "2026-03-21T14:30:00Z", "2026-03-21T14:30:01Z", ValueMatch.Different)]
    [InlineData(FieldType.DateTime, "2026-03-21T14:30:00Z", "2026-03-21T16:30:00+02:00", ValueMatch.Same)]
    [InlineData(FieldType.DateTime, "2026-03-21", "2026-03-21T05:00:00Z", ValueMatch.Equivalent)]
    [InlineData(FieldType.DateTime, "2026-03-21", "2026-03-22T00:00:00Z", ValueMatch.Different)]
    [InlineData(FieldType.Date, "2026-03-21", "2026-03-21", ValueMatch.Same)]
    [InlineData(FieldType.Guid, "a1b2c3d4-0000-1111-2222-333344445555", "A1B2C3D4-0000-1111-2222-333344445555", ValueMatch.Same)]
    [InlineData(FieldType.Text, "one\ntwo  ", "one\r\ntwo", ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, "one\ntwo", "one\r\ntwo  ", ValueMatch.Different)]
    [InlineData(FieldType.Text, "a\u00A0b", "a b", ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, "a b", "a\u00A0b", ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, "a\u200Bb", "ab", ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, "a b", "ab", ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, "ab", "a b", ValueMatch.Different)]
    [InlineData(FieldType.Text, "Cafe\u0301", "Caf\u00E9", ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, "half \ud83d", "half \ud83d ", ValueMatch.Different)]
    [InlineData(FieldType.Text, "half \ud83d ", "half \ud83d", ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, "Title", "title", ValueMatch.Different)]
    [InlineData(FieldType.Text, "Ann@Example.com", "ann@example.com", ValueMatch.Adjusted)]
    [InlineData(FieldType.Text, "Write to Ann@Example.com", "write to ann@example.com", ValueMatch.Different)]
    [InlineData(FieldType.Text, "http://example.com/A", "https://example.com/A", ValueMatch.Adjusted)]
    [InlineData(FieldType.Text, "http://example.com/A", "https://example.com/B", ValueMatch.Different)]
    [InlineData(FieldType.Text, "555-0123", "5550123", ValueMatch.Different)]
    [InlineData(FieldType.Text, null, null, ValueMatch.Same)]
    [InlineData(FieldType.Text, "x", null, ValueMatch.Different)]
    [InlineData(FieldType.Text, "  ", null, ValueMatch.Equivalent)]
    [InlineData(FieldType.Text, null, "  ", ValueMatch.Different)]
    [InlineData(FieldType.Integer, null, "0", ValueMatch.Different)]
    public void The_value_that_is_shown_matches_the_one_that_was_asked_for_or_not(FieldType type, string? asked, string? shown, ValueMatch expected) =>
        ValueComparison.Compare(new Field("f", "F", type), asked, shown).Match.ShouldBe(expected);

    [Theory]
    [InlineData("2.3", "2.5", ValueMatch.Adjusted)]
    [InlineData("2.3", "2.25", ValueMatch.Adjusted)]
    [InlineData("2.49", "2.25", ValueMatch.Different)]
    [InlineData("2.3", "2.75", ValueMatch.Different)]
    [InlineData("2.3", "2.4", ValueMatch.Different)]
    [InlineData("2.5", "2.5", ValueMatch.Same)]
    [InlineData("2.5", "2.25", ValueMatch.Different)]
    public void A_field_with_a_step_is_rounded_up_or_to_the_nearest(string asked, string shown, ValueMatch expected) =>
        ValueComparison.Compare(new Field("f", "F", FieldType.Decimal) { RoundingStep = 0.25m }, asked, shown).Match.ShouldBe(expected);

    [Theory]
    [InlineData("<p>a<br>b</p>", "<p>a<br />b</p>", ValueMatch.Equivalent)]
    [InlineData("<P Class='x' id=y>a</P>", "<p id=\"y\" class=\"x\">a</p>", ValueMatch.Equivalent)]
    [InlineData("Tom & Jerry", "Tom &amp; Jerry", ValueMatch.Equivalent)]
    [InlineData("a &nbsp;b", "a \u00A0b", ValueMatch.Equivalent)]
    [InlineData("<p onclick=\"x()\">a</p><script>x()</script>", "<p>a</p>", ValueMatch.Adjusted)]
    [InlineData("<b>a</b>bc", "abc", ValueMatch.Adjusted)]
    [InlineData("<p>a</p><p>b</p>", "ab", ValueMatch.Different)]
    [InlineData("<p>a</p>", "<p>b</p>", ValueMatch.Different)]
    [InlineData("Hello<b>World</b>", "Hello <b>World</b>", ValueMatch.Different)]
    [InlineData("Restart <server1> &amp; retry", "Restart  &amp; retry", ValueMatch.Different)]
    [InlineData("5 < 6", "5", ValueMatch.Different)]
    [InlineData("plain", "plain  ", ValueMatch.Different)]
    public void Html_is_compared_by_what_a_reader_sees(string asked, string shown, ValueMatch expected) =>
        ValueComparison.Compare(new Field("Description", "Description", FieldType.Text) { TextKind = TextKind.Html }, asked, shown).Match.ShouldBe(expected);

    [Theory]
    [InlineData("phone", "(555) 012-3456", "555-0123456", ValueMatch.Adjusted)]
    [InlineData("WorkPhone", "5550123456", "555 012 3456", ValueMatch.Adjusted)]
    [InlineData("phone", "555-0123", "555-0124", ValueMatch.Different)]
    [InlineData("serialNumber", "555-0123", "555 0123", ValueMatch.Different)]
    public void A_phone_number_may_be_written_differently_in_a_field_of_phone_numbers(string name, string asked, string shown, ValueMatch expected) =>
        ValueComparison.Compare(new Field(name, name, FieldType.Text), asked, shown).Match.ShouldBe(expected);

    [Fact]
    public void The_midnight_of_the_servers_zone_is_its_day()
    {
        var field = new Field("StartDate", "Start", FieldType.DateTime) { TakesDays = true, Zone = TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney") };

        ValueComparison.Same(field, "2027-03-28", "2027-03-27T13:00:00Z").ShouldBeTrue();
        ValueComparison.Same(field, "2027-03-27", "2027-03-27T13:00:00Z").ShouldBeFalse();
    }

    [Fact]
    public void White_space_may_be_lost_but_not_added()
    {
        var field = new Field("f", "F", FieldType.Text);

        ValueComparison.Same(field, "one  ", "one").ShouldBeTrue();
        ValueComparison.Same(field, "one", "one  ").ShouldBeFalse();
    }

    [Theory]
    [InlineData("VPN,Printing", "Printing,VPN", true)]
    [InlineData("VPN", "vpn", false)]
    public void Free_texts_in_a_list_are_compared_with_their_case(string left, string right, bool expected) =>
        ValueComparison.Same(new Field("Tags", "Tags", FieldType.Text) { AllowsMultiple = true }, left, right).ShouldBe(expected);

    [Fact]
    public void The_order_of_several_choices_does_not_matter()
    {
        var field = new Field("f", "F", FieldType.Text) { AllowsMultiple = true, Choices = [] };

        ValueComparison.Same(field, "1,2", "2, 1").ShouldBeTrue();
        ValueComparison.Same(field, "1,2", "1").ShouldBeFalse();
    }
}

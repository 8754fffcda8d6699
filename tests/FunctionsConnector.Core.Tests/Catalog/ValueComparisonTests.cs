namespace FunctionsConnector.Core.Tests.Catalog;

public class ValueComparisonTests
{
    [Theory]
    [InlineData(FieldType.Integer, "6514", "6514.0", true)]
    [InlineData(FieldType.Integer, "6514", "6515", false)]
    [InlineData(FieldType.Decimal, "2.5", "2.50", true)]
    [InlineData(FieldType.DateTime, "2026-03-21T14:30:00Z", "2026-03-21T14:30:00.9Z", true)]
    [InlineData(FieldType.DateTime, "2026-03-21T14:30:00Z", "2026-03-21T14:30:01Z", false)]
    [InlineData(FieldType.DateTime, "2026-03-21T14:30:00Z", "2026-03-21T16:30:00+02:00", true)]
    [InlineData(FieldType.Guid, "a1b2c3d4-0000-1111-2222-333344445555", "A1B2C3D4-0000-1111-2222-333344445555", true)]
    [InlineData(FieldType.Text, "one\ntwo", "one\r\ntwo", true)]
    [InlineData(FieldType.Text, "Title", "title", false)]
    [InlineData(FieldType.Text, null, null, true)]
    [InlineData(FieldType.Text, "x", null, false)]
    [InlineData(FieldType.Integer, null, "0", false)]
    public void Two_texts_are_the_same_value_or_not(FieldType type, string? left, string? right, bool expected)
    {
        ValueComparison.Same(new Field("f", "F", type), left, right).ShouldBe(expected);
        ValueComparison.Same(new Field("f", "F", type), right, left).ShouldBe(expected);
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

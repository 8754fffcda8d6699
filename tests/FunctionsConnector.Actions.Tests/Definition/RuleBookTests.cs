using System.Reflection;
using FunctionsConnector.Actions.Tests.Definition.Testing;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>Each rule finds its own violation and no other.</summary>
public sealed class RuleBookTests
{
    public static TheoryData<string> Breaks => [.. Breakages.All.Select(breakage => breakage.ToString())];

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_broken_rule_is_found_by_its_row_only(string name)
    {
        var breakage = Breakages.All.Single(breakage => breakage.ToString() == name);

        RuleBook.Broken(breakage.Apply(ConnectorFiles.Read())).ShouldBe([breakage.Row, .. breakage.Also], ignoreOrder: true);
    }

    [Fact]
    public void Every_row_is_broken_once() => RuleBook.All.Keys.Except(Breakages.All.Select(breakage => breakage.Row)).ShouldBeEmpty();

    [Fact]
    public void Every_row_has_one_test() => new[] { typeof(HardRowTests), typeof(StrongRowTests), typeof(ProductRowTests) }
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Select(method => Row.Of(method.Name))
        .ShouldBe(RuleBook.All.Keys, ignoreOrder: true);

    [Fact]
    public void Every_row_is_in_the_rule_book() => RuleBook.All.Keys.ShouldBe(
        [.. Enumerable.Range(1, 29).Select(row => $"H{row}"), .. Enumerable.Range(1, 13).Select(row => $"S{row}"), "P10", "P11", "P12"], ignoreOrder: true);
}
